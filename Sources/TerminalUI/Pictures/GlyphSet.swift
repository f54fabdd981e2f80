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

    /// The parts of a cell that can differ.
    var parts: (across: Int, down: Int) {
        switch self {
        case .ascii, .asciiShapes: (1, 1)
        case .halfBlocks, .eighths: (1, 2)
        case .quadrants, .blocks: (2, 2)
        case .sextants: (2, 3)
        case .braille: (2, 4)
        }
    }
}
