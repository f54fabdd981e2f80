import PictureQuality
import Pictures
import Platform
import TerminalUI

/// Draws pictures in every setting of a target, and compares what came out with the pictures.
struct RenderMeasurement {
    let columns: Int
    let rows: Int
    let scratch: ScratchFolder
    /// Nil to measure ours alone.
    let chafa: ChafaProgram?

    /// Half a cell for the main score, a quarter for sharpness.
    static let sigmas = [4.0, 2.0]

    /// All drawings of a picture, ours first, and their scores.
    struct Outcome {
        let reference: Picture
        let drawings: [Drawing]
        let results: [RenderResult]
    }

    /// - Throws: `Failure` if a file cannot be written, or chafa fails or draws what is not known.
    func measure(
        _ target: RenderTarget, _ picture: RenderPicture, _ light: LightRaster
    ) throws(Failure) -> Outcome {
        let reference = scaled(light)
        let drawings = try drawings(of: reference, for: target)
        var results = [RenderResult]()
        for sigma in RenderMeasurement.sigmas {
            let measure = QualityReference(reference, channels: target.channels, sigma: sigma)
            for dots in target.dots {
                for drawing in drawings {
                    results.append(
                        RenderResult(
                            target, picture: picture.name, drawing: drawing, dots: dots,
                            sigma: sigma, scores: try measure.compare(drawing.grid, dots: dots)))
                }
            }
        }
        return Outcome(reference: reference, drawings: drawings, results: results)
    }

    /// The picture that every renderer gets: 8×16 pixels a cell, so that none has to resample.
    func scaled(_ light: LightRaster) -> Picture {
        light.resized(width: columns * CellMask.width, height: rows * CellMask.height).picture
    }

    /// `picture` in each setting of `target`; once only where nobody asks for the time it takes.
    func drawings(
        of picture: Picture, for target: RenderTarget, isTimed: Bool = true
    ) throws(Failure) -> [Drawing] {
        var drawings = [Drawing]()
        for setting in target.ours {
            var lines = [String]()
            let seconds = RenderMeasurement.medianSeconds(of: isTimed ? 15 : 1) {
                lines = setting.renderer.cells(for: picture, columns: columns, rows: rows)
                    .lines(isTrimmed: false)
            }
            drawings.append(try drawing(.ours, setting.name, lines, seconds))
        }
        guard let chafa else { return drawings }
        let path = scratch.path + "/picture.png"
        try PNG.write(picture, to: path)
        for setting in target.chafa {
            var lines = [String]()
            var seconds = (all: Double.infinity, start: Double.infinity)
            for _ in 0..<(isTimed ? 3 : 1) {
                let output = try chafa.draw(path, columns: columns, rows: rows, setting: setting)
                lines = output.lines
                seconds.all = min(seconds.all, output.seconds)
                guard isTimed else { continue }
                // What starting, decoding and scaling take; of one cell alone chafa 1.12 crashes.
                let few = try chafa.draw(path, columns: 2, rows: 2, setting: setting)
                seconds.start = min(seconds.start, few.seconds)
            }
            let own = max(seconds.all - seconds.start, 0)
            drawings.append(try drawing(.chafa, setting.name, lines, own))
        }
        return drawings
    }

    private func drawing(
        _ renderer: RenderResult.Renderer, _ setting: String, _ lines: [String], _ seconds: Double
    ) throws(Failure) -> Drawing {
        let grid = try TerminalText.grid(of: lines, name: "\(renderer): \(setting)")
        guard grid.columns == columns, grid.rows == rows else {
            throw Failure(
                .data, "\(grid.columns)x\(grid.rows) cells instead of \(columns)x\(rows)",
                at: "\(renderer): \(setting)", remedy: "try another --cells")
        }
        let bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
        return Drawing(
            renderer: renderer, setting: setting, grid: grid, byteCount: bytes, seconds: seconds)
    }

    private static func medianSeconds(of runs: Int, _ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        if runs > 1 { work() }
        return (0..<runs).map { _ in clock.measure(work).seconds }.sorted()[runs / 2]
    }
}
