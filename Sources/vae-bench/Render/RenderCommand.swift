import ArgumentParser
import Autoencoders
import PictureQuality
import Pictures
import Platform

/// `vae-bench render`: how well pictures are drawn as text.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vae-bench render", abstract: "Measure how well pictures are drawn as text.",
        discussion: """
            Each picture is scaled, as light, to 8x16 pixels a cell, and every renderer gets just \
            that. What it prints is drawn as pixels again, in linear light and with the known \
            shapes of characters. Both are blurred as by distance, with σ of half a cell (4 \
            pixels), or of a quarter for sharpness, and compared by PSNR and SSIM. Text without \
            colours is compared by brightness, with the exposure that suits it best. Braille is \
            drawn with dots that cover 20% of the cell (font), 50% (chafa) or all (block).

            Of chafa, each figure is that of the best of several settings. Our time is the median \
            of 15 runs on one thread; chafa's is processor time, less that for a picture of four \
            cells, the least of 3 runs.

            PICTURES
            \(RenderPicture.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

            TARGETS
              \(RenderTarget.all.map { $0.name }.joined(separator: ", "))
            """)

    @Option(name: .customLong("target"), help: "What to draw; may be repeated (default: all).")
    var targets = [String]()

    @Option(
        name: .customLong("picture"),
        help: "A picture's name, or a file; may be repeated (default: all names).")
    var pictures = [String]()

    @Option(help: "Columns and rows of text.")
    var cells = "40x20"

    @Option(help: "Whom to compare with: chafa or none (default: chafa if it is installed).")
    var against: String?

    @Option(help: "Write each picture, our drawings and chafa's best side by side into a folder.")
    var png: String?

    @Flag(help: "Measure instead how much changes on the screen when pictures change a little.")
    var changes = false

    @Flag(help: "Print a line of JSON for every setting instead of tables.")
    var json = false

    func run() throws {
        let (columns, rows) = try parsedCells()
        let targets = try RenderTarget.named(targets)
        let pictures = try RenderPicture.named(pictures)
        let scratch = try ScratchFolder()
        let measurement = RenderMeasurement(
            columns: columns, rows: rows, scratch: scratch, chafa: try peer(scratch))
        if let png { try FileSystem.makeFolder(png) }
        let output = DescriptorSink.standardOutput()
        var lights = [LightRaster]()
        for picture in pictures { lights.append(try picture.light()) }
        let inputs = Array(zip(pictures, lights))
        for target in targets {
            let lines =
                changes
                ? try changeLines(target, inputs, measurement)
                : try qualityLines(target, inputs, measurement)
            for line in lines { try output.write(line + "\n") }
        }
    }

    private func qualityLines(
        _ target: RenderTarget, _ inputs: [(RenderPicture, LightRaster)],
        _ measurement: RenderMeasurement
    ) throws(Failure) -> [String] {
        var results = [RenderResult]()
        for (picture, light) in inputs {
            let outcome = try measurement.measure(target, picture, light)
            if let png { try write(outcome, named: "\(target.name)-\(picture.name)", to: png) }
            results += outcome.results
        }
        return json
            ? results.map { JSON.text($0) } : RenderTable(target: target, results: results).lines
    }

    private func changeLines(
        _ target: RenderTarget, _ inputs: [(RenderPicture, LightRaster)],
        _ measurement: RenderMeasurement
    ) throws(Failure) -> [String] {
        var results = [ChangeResult]()
        for (picture, light) in inputs {
            results += try measurement.changes(target, picture, light)
        }
        return json
            ? results.map { JSON.text($0) } : ChangeTable(target: target, results: results).lines
    }

    /// - Throws: `Failure` (`usage`) for what is not two numbers of cells that can be compared.
    private func parsedCells() throws(Failure) -> (columns: Int, rows: Int) {
        let sides = cells.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1],
            (6...1000).contains(columns), (3...1000).contains(rows)
        else {
            throw Failure(
                .usage, "the value \(cells) cannot be", at: "--cells",
                remedy: "give columns and rows, 6x3 or more, as in 40x20")
        }
        return (columns, rows)
    }

    private func peer(_ scratch: ScratchFolder) throws(Failure) -> ChafaProgram? {
        let chafa = ChafaProgram(scratch: scratch)
        switch against {
        case nil: return chafa
        case "none": return nil
        case "chafa":
            guard let chafa else {
                throw Failure(
                    .unavailable, "the program is not there", at: "chafa",
                    remedy: "install it, or leave out --against")
            }
            return chafa
        default:
            throw Failure(
                .usage, "unknown name \"\(against ?? "")\"", at: "--against",
                remedy: "known are chafa, none")
        }
    }

    /// The picture, each of our drawings, and that of chafa with the best PSNR, from the left.
    private func write(
        _ outcome: RenderMeasurement.Outcome, named name: String, to folder: String
    ) throws(Failure) {
        let best = outcome.results.filter { $0.renderer == .chafa && $0.sigma == 4 }
            .max { $0.signalToNoise < $1.signalToNoise }
        var parts = [LightRaster(outcome.reference).picture]
        for drawing in outcome.drawings
        where drawing.renderer == .ours || drawing.setting == best?.setting {
            parts.append(try Rasterizer().picture(of: drawing.grid))
        }
        let sheet = Picture.grid(parts, columns: parts.count, gap: 8, background: 64)
        let file = String(name.map { $0 == "/" ? "_" : $0 })
        try PNG.write(sheet, to: "\(folder)/\(file).png")
    }
}
