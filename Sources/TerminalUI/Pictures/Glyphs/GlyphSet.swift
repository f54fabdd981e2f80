/// The characters that pictures are drawn with.
public enum GlyphSet: String, Sendable, CaseIterable {
    /// A ramp from blank to dense of ASCII characters, one level to a cell.
    case ascii
    /// ASCII characters chosen by their shape.
    case asciiShapes = "shape"
    /// Upper and lower halves, two pixels to a cell.
    case halfBlocks = "half"
    /// Quarters, 2×2 pixels to a cell.
    case quadrants = "quadrant"
    /// Sixths, 2×3 pixels to a cell (Unicode 13).
    case sextants = "sextant"
    /// Bars of one to seven eighths from below and from the left.
    case eighths = "eighth"
    /// Halves, quarters and eighths together.
    case blocks = "block"
    /// Braille patterns, 2×4 dots to a cell.
    case braille

    /// Whether the colour behind a glyph is the terminal's own: these are read as characters or
    /// dots on a ground, not as two areas.
    var hasFixedBackground: Bool {
        switch self {
        case .ascii, .asciiShapes, .braille: true
        case .halfBlocks, .quadrants, .sextants, .eighths, .blocks: false
        }
    }

    /// Pixels across a cell that can be told apart.
    var pixelsAcross: Int {
        switch self {
        case .ascii, .halfBlocks: 1
        case .asciiShapes, .quadrants, .sextants, .eighths, .blocks, .braille: 2
        }
    }
}
