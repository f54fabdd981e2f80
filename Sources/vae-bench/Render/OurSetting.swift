import TerminalUI

/// One of our renderers, by name.
struct OurSetting: Sendable {
    let name: String
    let renderer: PictureRenderer
}

// What is measured of ours; the first of each target is what users get.
extension OurSetting {
    static let monoBraille = [
        OurSetting(name: "braille", renderer: .init(glyphs: .braille, colors: .mono))
    ]
    static let monoBlocks = [
        OurSetting(name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .mono))
    ]
    static let ascii = [
        OurSetting(name: "ASCII", renderer: .init(glyphs: .ascii, colors: .mono))
    ]
    static let palette256 = [
        OurSetting(name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .palette256))
    ]
    static let trueColor = [
        OurSetting(name: "half blocks", renderer: .init(glyphs: .halfBlocks, colors: .trueColor))
    ]
}
