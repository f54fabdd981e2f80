/// One way to call chafa, by name.
struct ChafaSetting: Sendable {
    let name: String
    /// The flags that differ between settings.
    let flags: String
    /// Without the flags that make it as good as it can be: what users get.
    var isDefault = false
}

extension ChafaSetting {
    static let monoBraille = [
        ChafaSetting(name: "plain", flags: "-c none --symbols braille --dither none"),
        ChafaSetting(
            name: "fs 4x2", flags: "-c none --symbols braille --dither fs --dither-grain 4x2"),
        ChafaSetting(
            name: "fs 2x2", flags: "-c none --symbols braille --dither fs --dither-grain 2x2"),
        ChafaSetting(
            name: "fs 1x1", flags: "-c none --symbols braille --dither fs --dither-grain 1x1"),
        ChafaSetting(
            name: "fs 4x4", flags: "-c none --symbols braille --dither fs --dither-grain 4x4"),
        ChafaSetting(
            name: "ordered 4x2",
            flags: "-c none --symbols braille --dither ordered --dither-grain 4x2"),
        ChafaSetting(name: "as installed", flags: "-c none --symbols braille", isDefault: true),
    ]
    static let monoBlocks = [
        ChafaSetting(name: "blocks plain", flags: "-c none --symbols block+space --dither none"),
        ChafaSetting(name: "blocks fs", flags: "-c none --symbols block+space --dither fs"),
        ChafaSetting(
            name: "blocks fs 1x1",
            flags: "-c none --symbols block+space --dither fs --dither-grain 1x1"),
        ChafaSetting(
            name: "blocks ordered", flags: "-c none --symbols block+space --dither ordered"),
        ChafaSetting(name: "as installed", flags: "-c none", isDefault: true),
    ]
    static let ascii = [
        ChafaSetting(name: "plain", flags: "-c none --symbols ascii --dither none"),
        ChafaSetting(name: "fs", flags: "-c none --symbols ascii --dither fs"),
        ChafaSetting(
            name: "fs 1x1", flags: "-c none --symbols ascii --dither fs --dither-grain 1x1"),
        ChafaSetting(name: "ordered", flags: "-c none --symbols ascii --dither ordered"),
        ChafaSetting(name: "as installed", flags: "-c none --symbols ascii", isDefault: true),
    ]
    static let palette256 = [
        ChafaSetting(name: "blocks plain", flags: "-c 240 --symbols block+space --dither none"),
        ChafaSetting(name: "blocks fs", flags: "-c 240 --symbols block+space --dither fs"),
        ChafaSetting(
            name: "halves fs 8x4",
            flags: "-c 240 --symbols half+space+solid --dither fs --dither-grain 8x4"),
        ChafaSetting(
            name: "halves ordered", flags: "-c 240 --symbols half+space+solid --dither ordered"),
        ChafaSetting(name: "as installed", flags: "-c 240", isDefault: true),
    ]
    static let trueColor = [
        ChafaSetting(name: "halves", flags: "-c full --symbols half+space+solid"),
        ChafaSetting(name: "blocks", flags: "-c full --symbols block+space"),
        ChafaSetting(name: "sextants", flags: "-c full --symbols sextant+space+solid"),
        ChafaSetting(name: "braille", flags: "-c full --symbols braille"),
        ChafaSetting(name: "as installed", flags: "-c full", isDefault: true),
    ]
}
