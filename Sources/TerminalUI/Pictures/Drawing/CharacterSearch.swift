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
    /// The coverage of each character on the parts that melt together.
    private let coverage: [SIMD8<Float>]
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
        let fine = characters.map { character in
            Array(
                drawing.atlas.coverage[
                    character * CharacterAtlas.parts..<(character + 1) * CharacterAtlas.parts])
        }
        energies = fine.map { $0.reduce(0) { $0 + $1 * $1 } }
        let coarse = fine.map { CharacterSearch.reduced($0[...]) }
        coverage = coarse

        let blur = CellBlur(partsAcross: CharacterSearch.columns, partsDown: CharacterSearch.rows)
        let stamp = Stamp(blur.correlationAcross, blur.correlationDown)
        self.stamp = stamp
        let spread = coarse.map { CharacterSearch.spread($0, by: stamp) }
        overlaps = characters.flatMap { m in
            characters.map { n in (coarse[m] * spread[n]).sum() }
        }

        field = PaddedField(
            width: drawing.columns * CharacterSearch.columns,
            height: drawing.rows * CharacterSearch.rows,
            marginX: blur.correlationAcross.radius, marginY: blur.correlationDown.radius)
        correlation = [Float](repeating: 0, count: field.count)
        for cell in choices.indices {
            let start = cell * CharacterAtlas.parts
            let light = CharacterSearch.reduced(drawing.light[start..<start + CharacterAtlas.parts])
            for part in 0..<CharacterSearch.parts {
                let place = CharacterSearch.place(cell, part, drawing.columns, field)
                correlation[place] = coarse[choices[cell]][part] - light[part]
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
        let now = choices[cell]
        let count = energies.count
        var best: Int?
        var bestChange: Float = -1e-6
        var pull = SIMD8<Float>.zero
        for part in 0..<CharacterSearch.parts {
            pull[part] =
                correlation[CharacterSearch.place(cell, part, drawing.columns, field)]
        }
        let start = cost(now, cell, pull)
        for choice in 0..<count where choice != now {
            // (m - n)ᵀ K (m - n) for the new character m and the old n.
            let own =
                overlaps[choice * count + choice] + overlaps[now * count + now]
                - 2 * overlaps[choice * count + now]
            let change = cost(choice, cell, pull) - start + own
            if change < bestChange { (best, bestChange) = (choice, change) }
        }
        return best
    }

    /// What of the error is linear in a character's coverage, and its sharpness.
    private func cost(_ choice: Int, _ cell: Int, _ pull: SIMD8<Float>) -> Float {
        let linear = (coverage[choice] * pull).sum()
        var shape: Float = 0
        drawing.light.withUnsafeBufferPointer { light in
            drawing.atlas.coverage.withUnsafeBufferPointer { coverage in
                for part in 0..<CharacterAtlas.parts {
                    shape +=
                        coverage[choice * CharacterAtlas.parts + part]
                        * light[cell * CharacterAtlas.parts + part]
                }
            }
        }
        // The finer parts are a quarter as large.
        return 2 * linear + CharacterSearch.sharpness / 4 * (energies[choice] - 2 * shape)
    }

    private mutating func exchange(_ cell: Int, for choice: Int) {
        let stride = field.stride
        for part in 0..<CharacterSearch.parts {
            let change = coverage[choice][part] - coverage[choices[cell]][part]
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
    private static func spread(_ coverage: SIMD8<Float>, by stamp: Stamp) -> SIMD8<Float> {
        var spread = SIMD8<Float>.zero
        for part in 0..<parts {
            for other in 0..<parts {
                let (x, y) = (part % columns - other % columns, part / columns - other / columns)
                spread[part] += coverage[other] * stamp[x, y]
            }
        }
        return spread
    }

    /// Means over 2×2 of the finer parts.
    private static func reduced(_ fine: ArraySlice<Float>) -> SIMD8<Float> {
        var coarse = SIMD8<Float>.zero
        for part in 0..<parts {
            let first =
                fine.startIndex + part / columns * 2 * CharacterAtlas.columns + part % columns * 2
            let below = first + CharacterAtlas.columns
            coarse[part] = (fine[first] + fine[first + 1] + fine[below] + fine[below + 1]) / 4
        }
        return coarse
    }
}
