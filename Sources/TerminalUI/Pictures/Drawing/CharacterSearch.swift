/// Exchanges characters as long as the drawing, seen from where cells melt together, comes closer.
///
/// As in `DotSearch`, but a trial changes a cell's character. The error is
/// `E = Σ (k * (m - L))² + s Σ (m - L)²`, the first sum over 2×4 parts of each cell, the second,
/// for sharpness, over 4×8.
struct CharacterSearch {
    /// `s`: how much the shape within a cell counts.
    static let sharpness: Float = 0.15
    private static let sweeps = 3
    private static let columns = 2
    private static let rows = 4
    private static let parts = columns * rows

    private let drawing: CharacterDrawing
    private let field: PaddedField
    private let stamp: Stamp
    /// The coverage of each character on the parts that melt together, `[characters, parts]`.
    private let coverage: [Float]
    /// `mᵀ K n` of characters `m` and `n`, `[characters, characters]`.
    private let overlaps: [Float]
    /// `Σ m²` of each character over the finer parts.
    private let energies: [Float]
    /// `K * (m - L)`.
    private var correlation: [Float]
    private(set) var choices: [Int]

    /// Starts from a drawing.
    init(_ drawing: CharacterDrawing) {
        self.drawing = drawing
        choices = drawing.choices
        let characters = drawing.atlas.scalars.indices
        let fine = characters.map { drawing.coverage(of: $0) }
        energies = fine.map { $0.reduce(0) { $0 + $1 * $1 } }
        let coarse = fine.map(CharacterSearch.reduced)
        coverage = coarse.flatMap { $0 }

        let blur = CellBlur(partsAcross: CharacterSearch.columns, partsDown: CharacterSearch.rows)
        let stamp = Stamp(blur.correlationAcross, blur.correlationDown)
        self.stamp = stamp
        let spread = coarse.map { CharacterSearch.spread($0, by: stamp) }
        overlaps = characters.flatMap { m in
            characters.map { n in CharacterSearch.product(coarse[m], spread[n]) }
        }

        field = PaddedField(
            width: drawing.columns * CharacterSearch.columns,
            height: drawing.rows * CharacterSearch.rows,
            marginX: blur.correlationAcross.radius, marginY: blur.correlationDown.radius)
        correlation = field.values(
            of: drawing.image.reduced(by: CharacterAtlas.columns / CharacterSearch.columns, 0))
        for cell in choices.indices {
            for part in 0..<CharacterSearch.parts {
                let place = CharacterSearch.place(cell, part, drawing.columns, field)
                correlation[place] = coarse[choices[cell]][part] - correlation[place]
            }
        }
        field.blur(&correlation, blur.correlationAcross, blur.correlationDown)
    }

    /// Exchanges characters for a few sweeps.
    mutating func improve() {
        for _ in 0..<CharacterSearch.sweeps {
            var changes = 0
            for cell in choices.indices {
                guard let better = better(for: cell) else { continue }
                exchange(cell, for: better)
                changes += 1
            }
            if changes == 0 { break }
        }
    }

    private func better(for cell: Int) -> Int? {
        let light = drawing.light(ofCell: cell)
        let pull = (0..<CharacterSearch.parts).map {
            correlation[CharacterSearch.place(cell, $0, drawing.columns, field)]
        }
        let now = choices[cell]
        let count = energies.count
        var best: Int?
        var bestChange: Float = -1e-6
        let start = cost(now, light, pull)
        for choice in 0..<count where choice != now {
            // (m - n)ᵀ K (m - n) for the new character m and the old n.
            let own =
                overlaps[choice * count + choice] + overlaps[now * count + now]
                - 2 * overlaps[choice * count + now]
            let change = cost(choice, light, pull) - start + own
            if change < bestChange { (best, bestChange) = (choice, change) }
        }
        return best
    }

    /// What of the error is linear in a character's coverage, and its sharpness.
    private func cost(_ choice: Int, _ light: [Float], _ pull: [Float]) -> Float {
        var linear: Float = 0
        for part in 0..<CharacterSearch.parts {
            linear += coverage[choice * CharacterSearch.parts + part] * pull[part]
        }
        var shape: Float = 0
        for part in 0..<CharacterAtlas.parts {
            shape += drawing.atlas.coverage[choice * CharacterAtlas.parts + part] * light[part]
        }
        // The finer parts are a quarter as large.
        return 2 * linear + CharacterSearch.sharpness / 4 * (energies[choice] - 2 * shape)
    }

    private mutating func exchange(_ cell: Int, for choice: Int) {
        let stride = field.stride
        for part in 0..<CharacterSearch.parts {
            let change =
                coverage[choice * CharacterSearch.parts + part]
                - coverage[choices[cell] * CharacterSearch.parts + part]
            if change == 0 { continue }
            let place = CharacterSearch.place(cell, part, drawing.columns, field)
            correlation.withUnsafeMutableBufferPointer {
                stamp.add(change, at: place, to: $0, stride: stride)
            }
        }
        choices[cell] = choice
    }

    private static func place(
        _ cell: Int, _ part: Int, _ columns: Int, _ field: PaddedField
    ) -> Int {
        let line = field.row(cell / columns * rows + part / CharacterSearch.columns)
        return line.lowerBound + cell % columns * CharacterSearch.columns
            + part % CharacterSearch.columns
    }

    /// `K n` on a cell's own parts.
    private static func spread(_ coverage: [Float], by stamp: Stamp) -> [Float] {
        (0..<parts).map { part in
            var sum: Float = 0
            for other in 0..<parts {
                let (x, y) = (part % columns - other % columns, part / columns - other / columns)
                sum += coverage[other] * stamp[x, y]
            }
            return sum
        }
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Means over 2×2 of the finer parts.
    private static func reduced(_ fine: [Float]) -> [Float] {
        (0..<parts).map { part in
            let first = part / columns * 2 * CharacterAtlas.columns + part % columns * 2
            let below = first + CharacterAtlas.columns
            return (fine[first] + fine[first + 1] + fine[below] + fine[below + 1]) / 4
        }
    }
}
