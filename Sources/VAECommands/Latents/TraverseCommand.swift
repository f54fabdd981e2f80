import ArgumentParser
import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore
import Training

/// `vae traverse`: what each latent does, a row of pictures for one latent.
struct TraverseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traverse", abstract: "Show what each latent does, one row for each.",
        usage: "vae traverse <model> [<options>]",
        discussion: """
            In a row one latent goes from -range to range, in deviations of the prior, while the \
            others keep their values: the prior's mean, the posterior mean of --index, or those of \
            --at. The latents with the most KL over the split come first.

            \(expressionHelp)

            EXAMPLES
              vae traverse runs/fashion
              vae traverse runs/fashion --index 7 --latents 5 --steps 11
              vae traverse runs/fashion --range 2 -o rows.png
              vae traverse runs/fashion --at 'mean(boot, sneaker)'
            """)

    @OptionGroup var source: ModelOptions

    @Option(
        parsing: .unconditional, help: "Start at this picture of the split, counted from 0.")
    var index: Int?

    @Option(parsing: .unconditional, help: "Start at this point, an expression.")
    var at: String?

    @Option(parsing: .unconditional, help: "How far a latent goes, in deviations of the prior.")
    var range = 3.0

    @Option(parsing: .unconditional, help: "Pictures of a row.")
    var steps = 9

    @Option(parsing: .unconditional, help: "Rows, at most.")
    var latents = 10

    @Option(help: "The part of the data: train, validation or test.")
    var split = "test"

    @Option(
        name: .shortAndLong,
        help: "Write a PNG file instead of drawing in the terminal; what its rows are is printed.")
    var output: String?

    @OptionGroup var drawing: PictureOptions

    @OptionGroup var compute: ComputeOptions

    func run() throws {
        try compute.apply()
        try requireAtLeastTwo(steps, flag: "--steps")
        try requirePositive(latents, flag: "--latents")
        guard range > 0, range.isFinite else {
            throw Failure(
                .usage, "the value \(range) cannot be", at: "--range",
                remedy: "give a number above 0")
        }
        let output = try PictureOutput(path: output, drawing: drawing)
        let trained = try source.load()
        let points = try NamedPoints(of: trained, source, split: split)
        let start = try start(of: trained, among: points)
        let divergence = trained.divergencePerLatent(on: try points.examples().part)
        let order = divergence.indices.sorted {
            (divergence[$1], $0) < (divergence[$0], $1)
        }.prefix(latents)

        let values = (0..<steps).map { range * (2 * Double($0) / Double(steps - 1) - 1) }
        let deviation = trained.model.prior.variance.squareRoot()
        var latents = LatentRows(dimensions: start.count)
        for latent in order {
            for value in values {
                var point = start
                point[latent] = Float(value * deviation)
                latents.append(point)
            }
        }
        let pictures = try trained.pictures(decodedFrom: latents)
        let rows = stride(from: 0, to: pictures.count, by: steps)
            .map { Array(pictures[$0..<$0 + steps]) }
        let others =
            index.map { "as in \(split) \($0)" } ?? at.map { "as in \($0)" }
            ?? "at the prior's mean"
        try output.show(
            rows: rows,
            title: "\(FileSystem.name(of: source.model)): each latent from "
                + "\(Numbers.plain(-range)) to \(Numbers.plain(range)), the others \(others)",
            headings: order.map { "latent \($0), KL \(Numbers.fixed(divergence[$0], 3))" },
            captions: values.map { Numbers.fixed($0, 2) })
    }

    private func start(
        of trained: TrainedModel, among points: NamedPoints
    ) throws(Failure) -> [Float] {
        switch (index, at) {
        case (nil, nil):
            return [Float](repeating: 0, count: trained.description.model.latentDimensions)
        case (let index?, nil):
            return trained.mean(of: try points.examples().tile(at: index, flag: "--index"))
        case (nil, let text?):
            return try points.latents(of: points.expression(text, flag: "--at"), flag: "--at")
        case (_?, _?):
            throw Failure(
                .usage, "there are two points to start at", at: "--at",
                remedy: "leave it or --index out")
        }
    }
}

extension TrainedModel {
    /// KL(q ‖ p) of each latent, nats, mean over the examples.
    func divergencePerLatent(on part: Selection) -> [Double] {
        let evaluator = Evaluator(model: model, parameters: parameters)
        var summary = EvaluationSummary(for: model)
        part.forEachTile(pixels: description.model.pixels, seed: description.data.splitSeed) {
            summary.add($0, evaluator.encode($0), reconstruction: [])
        }
        return summary.divergencePerLatent
    }
}

extension PictureOutput {
    /// Shows rows of pictures, each under its heading; captions stand under the last.
    ///
    /// A PNG file has no text: the headings are printed.
    fileprivate func show(
        rows: [[Picture]], title: String, headings: [String], captions: [String]
    ) throws(Failure) {
        switch self {
        case .screen(let screen):
            try screen.show(line: title)
            for (index, row) in rows.enumerated() {
                let isLast = index == rows.count - 1
                try screen.show(line: headings[index])
                try screen.show(
                    row.map { [$0] }, captions: isLast ? captions : [], perRow: row.count)
            }
        case .file(let path):
            try PNG.write(.grid(rows.flatMap { $0 }, columns: captions.count), to: path)
            try say(headings.enumerated().map { "row \($0 + 1): \($1)" })
        }
    }
}
