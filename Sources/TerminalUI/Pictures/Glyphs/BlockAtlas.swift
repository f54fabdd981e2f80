/// The glyphs of a set that divide a cell in two, with all that drawing needs to know of them.
struct BlockAtlas: Sendable {
    let glyphs: [BlockGlyph]
    /// Sums over the parts of each glyph.
    let sums: GlyphSums
    /// The share that a foreground covers of each of 4×4 parts, four rows a glyph.
    let rows: [SIMD4<Float>]
    /// The share that a foreground covers of each quarter of a cell.
    let quarters: [SIMD4<Float>]
    /// The share that a foreground covers of a cell.
    let areas: [Float]

    /// The atlas of a set.
    static func of(_ set: GlyphSet) -> BlockAtlas {
        switch set {
        case .halfBlocks: halves
        case .quadrants: quadrants
        case .sextants: sextants
        case .eighths: eighths
        case .blocks, .ascii, .asciiShapes, .braille: blocks
        }
    }

    private static let halves = BlockAtlas(.halfBlocks)
    private static let quadrants = BlockAtlas(.quadrants)
    private static let sextants = BlockAtlas(.sextants)
    private static let eighths = BlockAtlas(.eighths)
    private static let blocks = BlockAtlas(.blocks)

    private init(_ set: GlyphSet) {
        glyphs = BlockGlyph.glyphs(of: set)
        sums = GlyphSums(glyphs)
        rows = glyphs.flatMap { glyph in
            let parts = glyph.coverage(onSide: 4)
            return (0..<4).map { y in
                SIMD4(parts[4 * y], parts[4 * y + 1], parts[4 * y + 2], parts[4 * y + 3])
            }
        }
        quarters = glyphs.map { glyph in
            let parts = glyph.coverage(onSide: 2)
            return SIMD4(parts[0], parts[1], parts[2], parts[3])
        }
        areas = quarters.map { $0.sum() / 4 }
    }
}

extension BlockGlyph {
    /// The share that the foreground covers of each of `side`×`side` parts of a cell.
    fileprivate func coverage(onSide side: Int) -> [Float] {
        let step = BlockGlyph.side / side
        var parts = [Float](repeating: 0, count: side * side)
        for (place, covered) in coverage.enumerated() {
            let (x, y) = (place % BlockGlyph.side, place / BlockGlyph.side)
            parts[y / step * side + x / step] += covered / Float(step * step)
        }
        return parts
    }
}
