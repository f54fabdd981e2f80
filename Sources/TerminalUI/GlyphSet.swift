/// The characters that pictures are drawn with.
public enum GlyphSet: String, Sendable, CaseIterable {
    /// A ramp from blank to dense of ASCII characters, one level to a cell.
    case ascii
    /// Braille patterns, 2×4 dots to a cell, dithered; without colour.
    case braille
    /// Upper and lower half blocks, two coloured pixels to a cell.
    case halfBlocks

    /// The set that shows pictures best on a terminal with `capabilities`.
    public static func automatic(for capabilities: TerminalCapabilities) -> GlyphSet {
        guard capabilities.isUTF8 else { return .ascii }
        return capabilities.colors >= .palette256 ? .halfBlocks : .braille
    }

    /// Pixels across a cell.
    var dotsAcross: Int { self == .braille ? 2 : 1 }

    /// Pixels down a cell.
    var dotsDown: Int {
        switch self {
        case .ascii: 1
        case .braille: 4
        case .halfBlocks: 2
        }
    }
}
