/// A glyph set in which each part of a cell can be lit alone.
struct DotPattern {
    /// Dots across a cell.
    let across: Int
    /// Dots down a cell.
    let down: Int
    /// The character of each pattern; bit `row * across + column` tells whether a dot is lit.
    let glyphs: [Unicode.Scalar]

    /// The pattern of a set, or nil if its parts cannot be lit alone.
    init?(_ set: GlyphSet) {
        switch set {
        case .halfBlocks: self = .halves
        case .quadrants: self = .quadrants
        case .sextants: self = .sextants
        case .braille: self = .braille
        case .ascii, .asciiShapes, .eighths, .blocks: return nil
        }
    }

    private init(across: Int, down: Int, glyph: (Int) -> Unicode.Scalar) {
        self.across = across
        self.down = down
        glyphs = (0..<1 << (across * down)).map(glyph)
    }

    private static let halves = DotPattern(across: 1, down: 2) { [" ", "▀", "▄", "█"][$0] }

    static let quadrants = DotPattern(across: 2, down: 2) {
        [
            " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
        ][$0]
    }

    static let sextants = DotPattern(across: 2, down: 3) { pattern in
        switch pattern {
        case 0: return " "
        case 0b01_01_01: return "▌"
        case 0b10_10_10: return "▐"
        case 0b11_11_11: return "█"
        default:
            // The block of sextants leaves out the four patterns above.
            let skipped = 1 + (pattern > 0b01_01_01 ? 1 : 0) + (pattern > 0b10_10_10 ? 1 : 0)
            return Unicode.Scalar(UInt32(0x1FB00 + pattern - skipped)) ?? " "
        }
    }

    static let braille = DotPattern(across: 2, down: 4) { pattern in
        // Dots 1, 2, 3, 7 run down the left, 4, 5, 6, 8 down the right.
        let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
        let code = bits.enumerated().reduce(UInt32(0)) { code, bit in
            pattern >> bit.offset & 1 == 1 ? code | bit.element : code
        }
        // Some fonts draw the empty pattern as eight rings; a space is blank in all.
        return code == 0 ? " " : Unicode.Scalar(0x2800 + code) ?? " "
    }
}
