/// The characters of a set that is drawn in one colour, and how much of which part of a cell each
/// covers.
struct CharacterAtlas: Sendable {
    /// Parts of a cell across in `coverage`.
    static let columns = 4
    /// Parts of a cell down in `coverage`.
    static let rows = 8
    static let parts = columns * rows

    let scalars: [Unicode.Scalar]
    /// The coverage of each part, `[characters, rows, columns]`, as a share of what the densest
    /// character covers of a cell.
    let coverage: [Float]
    /// The mean coverage of each character.
    let means: [Float]

    /// Parts across and down a cell that melt together in a search.
    static let coarse = (columns: 2, rows: 4)
    /// The coverage of those parts.
    let coarseCoverage: [SIMD8<Float>]
    /// `mᵀ K n` of the coarse coverage of characters `m` and `n`, `[characters, characters]`,
    /// where `K` is the blur of cells, twice.
    let overlaps: [Float]
    /// `Σ m²` of each character over all parts.
    let energies: [Float]

    /// The atlas of a set.
    static func of(_ set: GlyphSet) -> CharacterAtlas {
        switch set {
        case .ascii: ramp
        case .asciiShapes: shapes
        case .eighths: eighths
        case .halfBlocks, .quadrants, .sextants, .blocks, .braille: blocks
        }
    }

    private static let ramp = CharacterAtlas(.ascii)
    private static let shapes = CharacterAtlas(.asciiShapes)
    private static let eighths = CharacterAtlas(.eighths)
    private static let blocks = CharacterAtlas(.blocks)

    /// The characters of a set; the first is the space.
    private init(_ set: GlyphSet) {
        switch set {
        case .ascii: self.init(ramp: " .:-=+*#%@")
        case .asciiShapes:
            // A space, whatever the font, covers nothing; it is the first of them.
            self.init(
                ASCIIShapes.characters.map { character in
                    (
                        Unicode.Scalar(character),
                        ASCIIShapes.coverage(of: character).map { Float($0) / 15 }
                    )
                })
        case .halfBlocks, .quadrants, .sextants, .eighths, .blocks, .braille:
            self.init(BlockGlyph.solid(set).map { ($0.scalar, $0.coverageOfParts) })
        }
    }

    /// Characters that stand for levels alone, from blank to dense.
    private init(ramp: String) {
        self.init(
            ramp.utf8.map { character in
                let parts = ASCIIShapes.coverage(of: character)
                let mean = Float(parts.reduce(0) { $0 + Int($1) }) / Float(15 * parts.count)
                return (Unicode.Scalar(character), [Float](repeating: mean, count: parts.count))
            })
    }

    private init(_ characters: [(scalar: Unicode.Scalar, coverage: [Float])]) {
        let densest = characters.map { $0.coverage.reduce(0, +) }.max() ?? 1
        let density = densest / Float(CharacterAtlas.parts)
        scalars = characters.map(\.scalar)
        let masks = characters.map { $0.coverage.map { $0 / density } }
        coverage = masks.flatMap { $0 }
        means = masks.map { $0.reduce(0, +) / Float(CharacterAtlas.parts) }
        energies = masks.map { $0.reduce(0) { $0 + $1 * $1 } }
        let coarse = masks.map { CharacterAtlas.reduced($0[...]) }
        coarseCoverage = coarse
        let blur = CellBlur(
            partsAcross: CharacterAtlas.coarse.columns, partsDown: CharacterAtlas.coarse.rows)
        let stamp = Stamp(blur.correlationAcross, blur.correlationDown)
        let spread = coarse.map { CharacterAtlas.spread($0, by: stamp) }
        overlaps = coarse.flatMap { mask in spread.map { (mask * $0).sum() } }
    }

    /// Means over 2×2 of the parts of a cell.
    static func reduced(_ fine: ArraySlice<Float>) -> SIMD8<Float> {
        var means = SIMD8<Float>.zero
        for part in 0..<8 {
            let (x, y) = (part % coarse.columns, part / coarse.columns)
            let first = fine.startIndex + 2 * y * columns + 2 * x
            let below = first + columns
            means[part] = (fine[first] + fine[first + 1] + fine[below] + fine[below + 1]) / 4
        }
        return means
    }

    /// `K n` on a cell's own parts.
    private static func spread(_ coverage: SIMD8<Float>, by stamp: Stamp) -> SIMD8<Float> {
        var spread = SIMD8<Float>.zero
        for part in 0..<8 {
            for other in 0..<8 {
                let x = part % coarse.columns - other % coarse.columns
                let y = part / coarse.columns - other / coarse.columns
                spread[part] += coverage[other] * stamp[x, y]
            }
        }
        return spread
    }
}

extension BlockGlyph {
    /// The glyphs of a set with their inverses where there are such, and the full block.
    fileprivate static func solid(_ set: GlyphSet) -> [BlockGlyph] {
        let inverses = set == .eighths ? [] : DotPattern.quadrants.glyphs[8...].dropLast()
        return glyphs(of: set) + inverses.map(quadrants) + [full]
    }

    /// The coverage of `CharacterAtlas.rows`×`CharacterAtlas.columns` parts.
    fileprivate var coverageOfParts: [Float] {
        (0..<CharacterAtlas.parts).map { part in
            let place = part / 4 * BlockGlyph.side + part % 4 * 2
            return (coverage[place] + coverage[place + 1]) / 2
        }
    }
}
