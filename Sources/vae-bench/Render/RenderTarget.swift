import PictureQuality
import Platform
import TerminalUI

/// A kind of terminal text that pictures are drawn as, with everything that draws it.
struct RenderTarget: Sendable {
    let name: String
    let colors: ColorDepth
    /// What braille may look like; one that makes no difference where there is none.
    var dots = [BrailleDots.font]
    let ours: [OurSetting]
    let chafa: [ChafaSetting]

    /// Without colours only the brightness can be right.
    var channels: ComparedChannels { colors == .mono ? .luminance : .color }

    /// The targets with these names; all where there are none.
    ///
    /// - Throws: `Failure` (`usage`) for an unknown name.
    static func named(_ names: [String]) throws(Failure) -> [RenderTarget] {
        if names.isEmpty { return all }
        var targets = [RenderTarget]()
        for name in names {
            guard let target = all.first(where: { $0.name == name }) else {
                throw Failure(
                    .usage, "no such target", at: name,
                    remedy: "the targets are \(all.map { $0.name }.joined(separator: ", "))")
            }
            targets.append(target)
        }
        return targets
    }
}

/// One of our renderers, by name.
struct OurSetting: Sendable {
    let name: String
    let renderer: PictureRenderer
}

/// One way to call chafa, by name.
struct ChafaSetting: Sendable {
    let name: String
    /// The flags that differ between settings.
    let flags: String
    /// Without the flags that make it as good as it can be: what users get.
    var isDefault = false
}

extension RenderTarget {
    static let all = [
        RenderTarget(
            name: "mono-braille", colors: .mono, dots: BrailleDots.allCases,
            ours: [
                OurSetting(name: "braille", renderer: .init(glyphs: .braille, colors: .mono))
            ],
            chafa: [
                ChafaSetting(name: "plain", flags: "-c none --symbols braille --dither none"),
                ChafaSetting(
                    name: "fs 4x2",
                    flags: "-c none --symbols braille --dither fs --dither-grain 4x2"),
                ChafaSetting(
                    name: "fs 2x2",
                    flags: "-c none --symbols braille --dither fs --dither-grain 2x2"),
                ChafaSetting(
                    name: "fs 1x1",
                    flags: "-c none --symbols braille --dither fs --dither-grain 1x1"),
                ChafaSetting(
                    name: "fs 4x4",
                    flags: "-c none --symbols braille --dither fs --dither-grain 4x4"),
                ChafaSetting(
                    name: "ordered 4x2",
                    flags: "-c none --symbols braille --dither ordered --dither-grain 4x2"),
                ChafaSetting(
                    name: "as installed", flags: "-c none --symbols braille", isDefault: true),
            ]),
        RenderTarget(
            name: "mono-blocks", colors: .mono,
            ours: [
                OurSetting(name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .mono))
            ],
            chafa: [
                ChafaSetting(
                    name: "blocks plain", flags: "-c none --symbols block+space --dither none"),
                ChafaSetting(name: "blocks fs", flags: "-c none --symbols block+space --dither fs"),
                ChafaSetting(
                    name: "blocks fs 1x1",
                    flags: "-c none --symbols block+space --dither fs --dither-grain 1x1"),
                ChafaSetting(
                    name: "blocks ordered", flags: "-c none --symbols block+space --dither ordered"),
            ]),
        RenderTarget(
            name: "ascii", colors: .mono,
            ours: [OurSetting(name: "ASCII", renderer: .init(glyphs: .ascii, colors: .mono))],
            chafa: [
                ChafaSetting(name: "plain", flags: "-c none --symbols ascii --dither none"),
                ChafaSetting(name: "fs", flags: "-c none --symbols ascii --dither fs"),
                ChafaSetting(
                    name: "fs 1x1", flags: "-c none --symbols ascii --dither fs --dither-grain 1x1"),
                ChafaSetting(name: "ordered", flags: "-c none --symbols ascii --dither ordered"),
                ChafaSetting(
                    name: "as installed", flags: "-c none --symbols ascii", isDefault: true),
            ]),
        RenderTarget(
            name: "256", colors: .palette256,
            ours: [
                OurSetting(
                    name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .palette256))
            ],
            chafa: [
                ChafaSetting(
                    name: "blocks plain", flags: "-c 240 --symbols block+space --dither none"),
                ChafaSetting(name: "blocks fs", flags: "-c 240 --symbols block+space --dither fs"),
                ChafaSetting(
                    name: "halves fs 8x4",
                    flags: "-c 240 --symbols half+space+solid --dither fs --dither-grain 8x4"),
                ChafaSetting(
                    name: "halves ordered",
                    flags: "-c 240 --symbols half+space+solid --dither ordered"),
                ChafaSetting(name: "as installed", flags: "-c 240", isDefault: true),
            ]),
        RenderTarget(
            name: "true-color", colors: .trueColor,
            ours: [
                OurSetting(
                    name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .trueColor))
            ],
            chafa: [
                ChafaSetting(name: "halves", flags: "-c full --symbols half+space+solid"),
                ChafaSetting(name: "blocks", flags: "-c full --symbols block+space"),
                ChafaSetting(name: "sextants", flags: "-c full --symbols sextant+space+solid"),
                ChafaSetting(name: "braille", flags: "-c full --symbols braille"),
                ChafaSetting(name: "as installed", flags: "-c full", isDefault: true),
            ]),
    ]
}
