/// The characters of a set that is drawn in one colour, and how much of which part of a cell each
/// covers.
struct CharacterAtlas {
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
    /// The part of a cell that the densest character covers.
    let density: Float

    /// The characters of a set; the first is the space.
    init(_ set: GlyphSet) {
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
        self.density = density
        scalars = characters.map(\.scalar)
        coverage = characters.flatMap { $0.coverage.map { $0 / density } }
        means = characters.map {
            $0.coverage.reduce(0, +) / density / Float(CharacterAtlas.parts)
        }
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
