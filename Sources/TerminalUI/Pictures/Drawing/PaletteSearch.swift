/// Chooses glyphs and palette colours so that the drawing looks most like the picture from where
/// cells melt together.
///
/// As in `DotSearch`, but a trial changes a cell: its glyph and both colours. The error is taken
/// on the quarters of cells, `E = Σ (k * (w (R - L)))²`, with weights `w` that make equal steps
/// of light about equal to the eye, and the plain error within the cell is added for sharpness.
struct PaletteSearch {
    private static let sweeps = 3
    private static let sharpness: Float = 0.1

    private let drawing: BlockDrawing
    private let field: PaddedField
    private let stamp: Stamp

    private var choices: [Int]
    private var fronts: [PaletteColor]
    private var backs: [PaletteColor]
    /// `w` on the quarters of cells, padded as the field.
    private var weights: [SIMD3<Float>]
    /// `K * w (R - L)` on the quarters of cells, padded.
    private var correlation: [SIMD3<Float>]

    /// Starts from a drawing with its colours matched one by one.
    init(_ drawing: BlockDrawing) {
        self.drawing = drawing
        let blur = CellBlur(partsAcross: 2, partsDown: 2)
        let field = PaddedField(
            width: drawing.columns * 2, height: drawing.rows * 2,
            marginX: blur.correlationAcross.radius, marginY: blur.correlationDown.radius)
        stamp = Stamp(blur.correlationAcross, blur.correlationDown)
        let fronts = drawing.foregrounds.map { drawing.palette.nearest($0) }
        let backs = drawing.backgrounds.map { drawing.palette.nearest($0) }

        var weights = [SIMD3<Float>](repeating: .zero, count: field.count)
        var correlation = weights
        for channel in 0..<3 {
            let target = field.values(
                of: drawing.image.reduced(
                    by: BlockGlyph.side / 2, drawing.image.channels == 3 ? channel : 0))
            var error = [Float](repeating: 0, count: field.count)
            for cell in drawing.choices.indices {
                let places = PaletteSearch.quarterPlaces(cell, drawing.columns, field)
                for quarter in 0..<4 {
                    let place = places[quarter]
                    let covered = drawing.atlas.quarters[drawing.choices[cell]][quarter]
                    let shown =
                        covered * fronts[cell].light[channel]
                        + (1 - covered) * backs[cell].light[channel]
                    // About the slope of the sRGB curve, kept finite near black.
                    let weight = 1 / (target[place] + 0.02).squareRoot()
                    weights[place][channel] = weight
                    error[place] = weight * (shown - target[place])
                }
            }
            field.blur(&error, blur.correlationAcross, blur.correlationDown)
            for place in error.indices { correlation[place][channel] = error[place] }
        }
        self.field = field
        self.fronts = fronts
        self.backs = backs
        self.weights = weights
        self.correlation = correlation
        choices = drawing.choices
    }

    /// The cells as they are now.
    func cells() -> CellBuffer {
        var buffer = CellBuffer(columns: drawing.columns, rows: drawing.rows)
        for place in choices.indices {
            buffer.cells[place] = drawing.cell(
                choices[place], fronts[place].color, backs[place].color)
        }
        return buffer
    }

    /// Changes cells as long as that makes the error smaller, for a few sweeps.
    mutating func improve() {
        let samples = BlockDrawing.samplesPerCell
        // A cell is looked at again only if one near it has changed.
        var isWaiting = [Bool](repeating: true, count: choices.count)
        withUnsafeTemporaryAllocation(
            of: SIMD3<Float>.self, capacity: samples + drawing.atlas.glyphs.count
        ) { room in
            let light = UnsafeMutableBufferPointer(rebasing: room[..<samples])
            let sums = UnsafeMutableBufferPointer(rebasing: room[samples...])
            for _ in 0..<PaletteSearch.sweeps {
                var changes = 0
                for cell in choices.indices where isWaiting[cell] {
                    isWaiting[cell] = false
                    drawing.load(cell: cell, into: light)
                    let total = drawing.atlas.sums.sum(light, into: sums)
                    guard let trial = bestTrial(cell, sums, total) else { continue }
                    apply(trial, to: cell)
                    changes += 1
                    wakeNeighbours(of: cell, &isWaiting)
                }
                if changes == 0 { break }
            }
        }
    }

    private func wakeNeighbours(of cell: Int, _ isWaiting: inout [Bool]) {
        let (column, row) = (cell % drawing.columns, cell / drawing.columns)
        for y in max(0, row - 1)...min(drawing.rows - 1, row + 1) {
            for x in max(0, column - 1)...min(drawing.columns - 1, column + 1) {
                isWaiting[y * drawing.columns + x] = true
            }
        }
    }

    /// What a cell can be changed to.
    private struct Trial {
        var choice: Int
        var front: PaletteColor
        var back: PaletteColor
    }

    /// The change of a cell that makes the error smallest, if any makes it smaller.
    private func bestTrial(
        _ cell: Int, _ sums: UnsafeMutableBufferPointer<SIMD3<Float>>, _ total: SIMD3<Float>
    ) -> Trial? {
        let state = CellState(
            correlation, weights, PaletteSearch.quarterPlaces(cell, drawing.columns, field),
            stamp)
        let now = (choice: choices[cell], front: fronts[cell].light, back: backs[cell].light)
        let count = Float(BlockDrawing.samplesPerCell)
        let means = total / count
        let shown = state.quarters(drawing.atlas.quarters[now.choice], now.front, now.back)
        // The change of the whole cell that would take the blurred error away from it.
        let mended = shown.mean + state.shift - means

        let plain = PlainError(sums, total, state.squaredWeight)
        let start = plain.error(
            now.choice, area: drawing.atlas.areas[now.choice], now.front, now.back)
        var best: Trial?
        var bestChange: Float = -1e-6
        for choice in drawing.atlas.glyphs.indices {
            let part = drawing.atlas.sums.means(sum: sums[choice], total: total, of: choice)
            let covered = drawing.atlas.quarters[choice]
            let area = drawing.atlas.areas[choice]
            for attempt in 0..<2 {
                let offset = attempt == 0 ? SIMD3<Float>.zero : mended
                let fronts = drawing.palette.candidates(part.foreground + offset)
                let backs = drawing.palette.candidates(part.background + offset)
                for pair in 0..<3 {
                    // The nearest two, then the second best of each.
                    if pair == 1 && fronts.0.color == fronts.1.color { continue }
                    if pair == 2 && backs.0.color == backs.1.color { continue }
                    let front = pair == 1 ? fronts.1 : fronts.0
                    let back = pair == 2 ? backs.1 : backs.0
                    let own = plain.error(choice, area: area, front.light, back.light) - start
                    let change =
                        PaletteSearch.sharpness * own
                        + state.change(
                            state.quarters(covered, front.light, back.light), from: shown)
                    if change < bestChange {
                        bestChange = change
                        best = Trial(choice: choice, front: front, back: back)
                    }
                }
            }
        }
        return best
    }

    private mutating func apply(_ trial: Trial, to cell: Int) {
        let places = PaletteSearch.quarterPlaces(cell, drawing.columns, field)
        let (new, old) = (
            drawing.atlas.quarters[trial.choice], drawing.atlas.quarters[choices[cell]]
        )
        let stride = field.stride
        for quarter in 0..<4 {
            let light =
                trial.back.light + new[quarter] * (trial.front.light - trial.back.light)
            let shown =
                backs[cell].light + old[quarter] * (fronts[cell].light - backs[cell].light)
            let change = weights[places[quarter]] * (light - shown)
            correlation.withUnsafeMutableBufferPointer {
                stamp.add(change, at: places[quarter], to: $0, stride: stride)
            }
        }
        choices[cell] = trial.choice
        fronts[cell] = trial.front
        backs[cell] = trial.back
    }

    /// Where the quarters of a cell are in the padded field.
    private static func quarterPlaces(
        _ cell: Int, _ columns: Int, _ field: PaddedField
    ) -> SIMD4<Int> {
        let first = field.row(cell / columns * 2).lowerBound + cell % columns * 2
        return SIMD4(first, first + 1, first + field.stride, first + field.stride + 1)
    }
}

/// The mean squared difference within a cell, less what no choice can change.
private struct PlainError {
    private let sums: UnsafeMutableBufferPointer<SIMD3<Float>>
    private let total: SIMD3<Float>
    private let weight: SIMD3<Float>

    init(
        _ sums: UnsafeMutableBufferPointer<SIMD3<Float>>, _ total: SIMD3<Float>,
        _ weight: SIMD3<Float>
    ) {
        self.sums = sums
        self.total = total
        self.weight = weight
    }

    @inline(__always)
    func error(
        _ choice: Int, area: Float, _ front: SIMD3<Float>, _ back: SIMD3<Float>
    ) -> Float {
        let scale = 2 / Float(BlockDrawing.samplesPerCell)
        let (covered, open) = (scale * sums[choice], scale * (total - sums[choice]))
        let foreground = front * (area * front - covered)
        let background = back * ((1 - area) * back - open)
        return (weight * (foreground + background)).sum()
    }
}

/// What a trial in a cell needs to know of the field around it.
private struct CellState {
    /// The light of a cell's quarters.
    struct Quarters {
        let a: SIMD3<Float>
        let b: SIMD3<Float>
        let c: SIMD3<Float>
        let d: SIMD3<Float>

        var mean: SIMD3<Float> { (a + b + c + d) / 4 }
    }

    private let pull: Quarters
    private let weight: Quarters
    /// `K` between the quarters of one cell: with itself, across, down and diagonally.
    private let near: SIMD4<Float>
    /// The mean of the squared weights.
    let squaredWeight: SIMD3<Float>
    /// The change of light, the same in all quarters, that takes the blurred error away.
    let shift: SIMD3<Float>

    init(
        _ correlation: [SIMD3<Float>], _ weights: [SIMD3<Float>], _ places: SIMD4<Int>,
        _ stamp: Stamp
    ) {
        pull = Quarters(
            a: correlation[places[0]], b: correlation[places[1]], c: correlation[places[2]],
            d: correlation[places[3]])
        weight = Quarters(
            a: weights[places[0]], b: weights[places[1]], c: weights[places[2]],
            d: weights[places[3]])
        near = SIMD4(stamp[0, 0], stamp[1, 0], stamp[0, 1], stamp[1, 1])
        let squares = weight.a * weight.a + weight.b * weight.b
        squaredWeight = (squares + weight.c * weight.c + weight.d * weight.d) / 4
        shift = -pull.mean / near.sum() / weight.mean
    }

    /// The light of the quarters under a glyph in two colours.
    @inline(__always)
    func quarters(
        _ covered: SIMD4<Float>, _ front: SIMD3<Float>, _ back: SIMD3<Float>
    ) -> Quarters {
        let contrast = front - back
        return Quarters(
            a: back + covered.x * contrast, b: back + covered.y * contrast,
            c: back + covered.z * contrast, d: back + covered.w * contrast)
    }

    /// By how much `E` changes from one light of the quarters to another.
    @inline(__always)
    func change(_ new: Quarters, from old: Quarters) -> Float {
        let a = weight.a * (new.a - old.a)
        let b = weight.b * (new.b - old.b)
        let c = weight.c * (new.c - old.c)
        let d = weight.d * (new.d - old.d)
        let linear = a * pull.a + b * pull.b + c * pull.c + d * pull.d
        let own = a * a + b * b + c * c + d * d
        let between =
            near.y * (a * b + c * d) + near.z * (a * c + b * d) + near.w * (a * d + b * c)
        return (2 * (linear + between) + near.x * own).sum()
    }
}
