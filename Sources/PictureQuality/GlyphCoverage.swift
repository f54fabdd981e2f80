package import Platform
import TerminalUI

/// Which part of its cell a character covers, from its geometry.
///
/// Blocks, quadrants, eighths and sextants are exact; shades cover 25, 50 and 75 % evenly; ASCII is
/// that of `ASCIIShapes`; braille depends on the font (`BrailleDots`); lines of boxes are drawn one
/// pixel wide, heavy ones two.
package enum GlyphCoverage {
    /// The mask of `glyph`.
    ///
    /// - Throws: `Failure` (`data`) for a character whose shape is not known.
    package static func mask(
        of glyph: Unicode.Scalar, dots: BrailleDots
    ) throws(Failure) -> CellMask {
        switch glyph.value {
        case 0x20...0x7E: return ascii(UInt8(glyph.value))
        case 0xA0: return CellMask()
        case 0x2500...0x257F: return BoxDrawing.mask(of: Int(glyph.value) - 0x2500)
        case 0x2580...0x259F: return block(glyph.value)
        case 0x2800...0x28FF: return dots.mask(of: UInt8(glyph.value - 0x2800))
        case 0x1FB00...0x1FB3B: return sextants(Int(glyph.value) - 0x1FB00)
        default:
            let number = String(glyph.value, radix: 16, uppercase: true)
            throw Failure(
                .data, "the shape of the character is not known", at: "U+\(number) \"\(glyph)\"",
                remedy: "draw with ASCII, braille, blocks, sextants or lines")
        }
    }

    private static func ascii(_ character: UInt8) -> CellMask {
        var mask = CellMask()
        let across = Double(CellMask.width) / Double(ASCIIShapes.columns)
        let down = Double(CellMask.height) / Double(ASCIIShapes.rows)
        for (part, level) in ASCIIShapes.coverage(of: character).enumerated() {
            let x = Double(part % ASCIIShapes.columns) * across
            let y = Double(part / ASCIIShapes.columns) * down
            mask.addRectangle(x: x..<x + across, y: y..<y + down, share: Double(level) / 15)
        }
        return mask
    }

    /// U+2580 to U+259F.
    private static func block(_ value: UInt32) -> CellMask {
        var mask = CellMask()
        let number = Double(value)
        switch value {
        case 0x2580: mask.addRectangle(x: 0..<8, y: 0..<8)
        case 0x2581...0x2588: mask.addRectangle(x: 0..<8, y: 16 - 2 * (number - 0x2580)..<16)
        case 0x2589...0x258F: mask.addRectangle(x: 0..<0x2590 - number, y: 0..<16)
        case 0x2590: mask.addRectangle(x: 4..<8, y: 0..<16)
        case 0x2591...0x2593: mask.fill(Float(value - 0x2590) / 4)
        case 0x2594: mask.addRectangle(x: 0..<8, y: 0..<2)
        case 0x2595: mask.addRectangle(x: 7..<8, y: 0..<16)
        default:
            // Bits: upper left, upper right, lower left, lower right.
            let quadrants: [UInt8] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
            let pattern = quadrants[Int(value) - 0x2596]
            for quadrant in 0..<4 where pattern >> quadrant & 1 == 1 {
                let (x, y) = (Double(quadrant % 2) * 4, Double(quadrant / 2) * 8)
                mask.addRectangle(x: x..<x + 4, y: y..<y + 8)
            }
        }
        return mask
    }

    /// U+1FB00 and up: the patterns of 2×3 in the order of their bits, without the four that have a
    /// character elsewhere: nothing, all, and the left and the right half.
    private static func sextants(_ index: Int) -> CellMask {
        var pattern = index + 1
        if pattern >= 0b010101 { pattern += 1 }
        if pattern >= 0b101010 { pattern += 1 }
        var mask = CellMask()
        let third = Double(CellMask.height) / 3
        for part in 0..<6 where pattern >> part & 1 == 1 {
            let (x, y) = (Double(part % 2) * 4, Double(part / 2) * third)
            mask.addRectangle(x: x..<x + 4, y: y..<y + third)
        }
        return mask
    }
}
