/// Exchanges characters as long as the drawing, seen from where cells melt together, comes closer.
///
/// As in `DotSearch`, but a trial changes a cell's character. The error is
/// `E = Σ (k * (m - L))² + s Σ (m - L)²`, the first sum over the coarse parts of each cell, the
/// second, for sharpness, over all.
struct CharacterSearch {
    /// `s`: how much the shape within a cell counts.
    static let sharpness: Float = 0.15
    private static let sweeps = 3

    private let drawing: CharacterDrawing
    private let field: PaddedField
    private let stamp: Stamp
    /// `K * (m - L)`.
    private var correlation: [Float]
    private(set) var choices: [Int]

    /// Starts from a drawing.
    init(_ drawing: CharacterDrawing) {
        self.drawing = drawing
        choices = drawing.choices
        let parts = CharacterAtlas.coarse
        let blur = CellBlur(partsAcross: parts.columns, partsDown: parts.rows)
        stamp = Stamp(blur.correlationAcross, blur.correlationDown)
        field = PaddedField(
            width: drawing.columns * parts.columns, height: drawing.rows * parts.rows,
            marginX: blur.correlationAcross.radius, marginY: blur.correlationDown.radius)
        correlation = [Float](repeating: 0, count: field.count)
        for cell in choices.indices {
            let start = cell * CharacterAtlas.parts
            let light = CharacterAtlas.reduced(
                drawing.light[start..<start + CharacterAtlas.parts])
            let error = drawing.atlas.coarseCoverage[choices[cell]] - light
            for part in 0..<8 {
                correlation[CharacterSearch.place(cell, part, drawing.columns, field)] =
                    error[part]
            }
        }
        field.blur(&correlation, blur.correlationAcross, blur.correlationDown)
    }

    /// Exchanges characters for a few sweeps.
    mutating func improve() {
        for _ in 0..<CharacterSearch.sweeps {
            var changes = 0
            for cell in choices.indices {
                let better = best(for: cell)
                guard better != choices[cell] else { continue }
                exchange(cell, for: better)
                changes += 1
            }
            if changes == 0 { break }
        }
    }

    private func best(for cell: Int) -> Int {
        var pull = SIMD8<Float>.zero
        for part in 0..<8 {
            pull[part] = correlation[CharacterSearch.place(cell, part, drawing.columns, field)]
        }
        let atlas = drawing.atlas
        let count = atlas.means.count
        let now = choices[cell]
        // The finer parts are a quarter as large.
        let sharpness = CharacterSearch.sharpness / 4
        return drawing.light.withUnsafeBufferPointer { light in
            atlas.coverage.withUnsafeBufferPointer { coverage in
                var best = (choice: now, error: Float.infinity)
                for choice in 0..<count {
                    var shape: Float = 0
                    for part in 0..<CharacterAtlas.parts {
                        shape +=
                            coverage[choice * CharacterAtlas.parts + part]
                            * light[cell * CharacterAtlas.parts + part]
                    }
                    // What of 2 (m - n)ᵀ c + (m - n)ᵀ K (m - n) depends on the new character m.
                    let blurred =
                        2 * (atlas.coarseCoverage[choice] * pull).sum()
                        + atlas.overlaps[choice * count + choice]
                        - 2 * atlas.overlaps[choice * count + now]
                    let error = blurred + sharpness * (atlas.energies[choice] - 2 * shape)
                    // What there is stays unless another is truly better.
                    let margin: Float = choice == now ? 1e-6 : 0
                    if error - margin < best.error { best = (choice, error - margin) }
                }
                return best.choice
            }
        }
    }

    private mutating func exchange(_ cell: Int, for choice: Int) {
        let change =
            drawing.atlas.coarseCoverage[choice] - drawing.atlas.coarseCoverage[choices[cell]]
        let stride = field.stride
        for part in 0..<8 where change[part] != 0 {
            let place = CharacterSearch.place(cell, part, drawing.columns, field)
            correlation.withUnsafeMutableBufferPointer {
                stamp.add(change[part], at: place, to: $0, stride: stride)
            }
        }
        choices[cell] = choice
    }

    private static func place(
        _ cell: Int, _ part: Int, _ columns: Int, _ field: PaddedField
    ) -> Int {
        let parts = CharacterAtlas.coarse
        let line = field.row(cell / columns * parts.rows + part / parts.columns)
        return line.lowerBound + cell % columns * parts.columns + part % parts.columns
    }
}
