import TerminalUI

/// One of our renderers, by name.
struct OurSetting: Sendable {
    let name: String
    let renderer: PictureRenderer
}

// What is measured of ours; the first of each target is what users get.
extension OurSetting {
    static let monoBraille = dithers(.braille, .mono)
    static let monoBlocks =
        [OurSetting(.blocks, .mono), OurSetting(.quadrants, .mono), OurSetting(.sextants, .mono)]
    static let ascii = dithers(.asciiShapes, .mono) + [OurSetting(.ascii, .mono)]
    static let palette256 =
        dithers(.blocks, .palette256)
        + [OurSetting(.halfBlocks, .palette256), OurSetting(.sextants, .palette256)]
    static let trueColor =
        [OurSetting(.blocks, .trueColor), OurSetting(.blocks, .trueColor, .none)]
        + [GlyphSet.halfBlocks, .quadrants, .sextants, .braille].map { OurSetting($0, .trueColor) }

    private static func dithers(_ glyphs: GlyphSet, _ colors: ColorDepth) -> [OurSetting] {
        [Dither.search, .floydSteinberg, .blueNoise, .ordered, .none]
            .map { OurSetting(glyphs, colors, $0) }
    }

    private init(_ glyphs: GlyphSet, _ colors: ColorDepth, _ dither: Dither = .search) {
        name = "\(glyphs.rawValue) \(dither.rawValue)"
        renderer = PictureRenderer(glyphs: glyphs, colors: colors, dither: dither)
    }
}
