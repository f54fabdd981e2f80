/// A glyph that divides a cell into two parts of one colour each.
struct BlockGlyph: Sendable {
    /// Samples along each side of a cell in `coverage`.
    static let side = 8

    let scalar: Unicode.Scalar
    /// The share of each sample that the foreground covers, `[side, side]`, from 0 to 1.
    let coverage: [Float]

    private init(_ scalar: Unicode.Scalar, _ isCovered: (_ x: Float, _ y: Float) -> Bool) {
        self.scalar = scalar
        // Thirds of a cell do not meet the samples, so each sample is looked at in three rows.
        coverage = (0..<BlockGlyph.side * BlockGlyph.side).map { place in
            let (x, y) = (place % BlockGlyph.side, place / BlockGlyph.side)
            let hits = (0..<3).filter { third in
                isCovered(
                    (Float(x) + 0.5) / Float(BlockGlyph.side),
                    (Float(y) + (Float(third) + 0.5) / 3) / Float(BlockGlyph.side))
            }
            return Float(hits.count) / 3
        }
    }

    /// The glyphs of a set, of which the first is the space.
    ///
    /// Of two that are each other's inverse there is one, since a cell's two colours can be
    /// exchanged.
    static func glyphs(of set: GlyphSet) -> [BlockGlyph] {
        switch set {
        case .halfBlocks: [space, upperHalf]
        case .quadrants: [space] + quadrantGlyphs
        case .sextants: [space] + sextantGlyphs
        case .eighths: [space] + eighths
        case .blocks:
            [space] + quadrantGlyphs
                + eighths.filter { $0.scalar != "▄" && $0.scalar != "▌" }
        case .ascii, .asciiShapes, .braille: [space]
        }
    }

    /// The quarters that a character lights.
    static func quadrants(_ scalar: Unicode.Scalar) -> BlockGlyph {
        pattern(.quadrants, DotPattern.quadrants.glyphs.firstIndex(of: scalar) ?? 0)
    }

    static let full = BlockGlyph("█") { _, _ in true }
    private static let space = BlockGlyph(" ") { _, _ in false }
    private static let upperHalf = BlockGlyph("▀") { _, y in y < 0.5 }

    private static let quadrantGlyphs = patterns(.quadrants)
    private static let sextantGlyphs = patterns(.sextants)

    /// Those patterns that leave the lower right place to the background, without the space.
    private static func patterns(_ pattern: DotPattern) -> [BlockGlyph] {
        (1..<pattern.glyphs.count / 2).map { BlockGlyph.pattern(pattern, $0) }
    }

    private static func pattern(_ pattern: DotPattern, _ bits: Int) -> BlockGlyph {
        BlockGlyph(pattern.glyphs[bits]) { x, y in
            let place =
                Int(y * Float(pattern.down)) * pattern.across + Int(x * Float(pattern.across))
            return bits >> place & 1 == 1
        }
    }

    /// Bars from below and from the left.
    private static let eighths: [BlockGlyph] = (1...7).flatMap { eighth in
        let share = Float(eighth) / 8
        return [
            BlockGlyph(Unicode.Scalar(UInt32(0x2580 + eighth)) ?? " ") { _, y in y > 1 - share },
            BlockGlyph(Unicode.Scalar(UInt32(0x2590 - eighth)) ?? " ") { x, _ in x < share },
        ]
    }
}
