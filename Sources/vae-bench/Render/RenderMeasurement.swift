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

    /// `picture` in each setting of `target`.
    func drawings(of picture: Picture, for target: RenderTarget) throws(Failure) -> [Drawing] {
        var drawings = [Drawing]()
        for setting in target.ours {
            var lines = [String]()
            let seconds = RenderMeasurement.medianSeconds {
                lines = setting.renderer.lines(for: picture, columns: columns, rows: rows)
            }
            drawings.append(try drawing(.ours, setting.name, lines, seconds))
        }
        guard let chafa else { return drawings }
        let path = scratch.path + "/picture.png"
        try PNG.write(picture, to: path)
        for setting in target.chafa {
            // What starting, decoding and scaling take shows when it draws a single cell.
            var (all, start) = (Double.infinity, Double.infinity)
            var lines = [String]()
            for _ in 0..<3 {
                let output = try chafa.draw(path, columns: columns, rows: rows, setting: setting)
                let single = try chafa.draw(path, columns: 1, rows: 1, setting: setting)
                lines = output.lines
                all = min(all, output.seconds)
                start = min(start, single.seconds)
            }
            drawings.append(try drawing(.chafa, setting.name, lines, max(all - start, 0)))
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

    /// The median of 15 runs.
    private static func medianSeconds(of work: () -> Void) -> Double {
        let clock = ContinuousClock()
        work()
        return (0..<15).map { _ in clock.measure(work).seconds }.sorted()[7]
    }
}
