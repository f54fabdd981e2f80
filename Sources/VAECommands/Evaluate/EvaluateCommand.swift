import ArgumentParser
import Autoencoders
import Datasets
import Platform
import Training

/// `vae evaluate`: what a model is worth on data.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure a model: ELBO, KL per latent, active units.",
        usage: "vae evaluate <model> [<options>]",
        discussion: """
            Figures are nats per picture. With grey pixels the Bernoulli terms are cross-entropies, \
            not likelihoods, and are named so. \
            Squared error, PSNR and SSIM compare the picture decoded from the posterior mean with \
            what the model saw; SSIM has windows of 11x11, deviation 1.5, K1 0.01, K2 0.03.

            EXAMPLES
              vae evaluate runs/fashion
              vae evaluate runs/fashion -k 500 --limit 1000
            """)

    @OptionGroup var source: ModelOptions

    @Option(help: "The part of the data: train, validation or test.")
    var split = "test"

    @Option(parsing: .unconditional, help: "Use only the first pictures.")
    var limit: Int?

    @Option(
        parsing: .unconditional, help: "Draws from the posterior for the reconstruction term.")
    var samples = 10

    @Option(
        name: [.customShort("k"), .customLong("importance-samples")], parsing: .unconditional,
        help: "Also estimate with so many importance weights.")
    var importanceSamples: Int?

    @Option(parsing: .unconditional, help: "Seed of the noise.")
    var seed: UInt64 = 0

    @OptionGroup var compute: ComputeOptions

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func run() throws {
        try compute.apply()
        try requirePositive(limit, flag: "--limit")
        try requirePositive(samples, flag: "--samples")
        try requirePositive(importanceSamples, flag: "-k")
        let trained = try source.load()
        let data = try source.data(for: trained)
        var part = try data.splits.part(split)
        if let limit { part = part.limit(limit) }
        let (report, losses) = evaluate(trained, on: part, name: data.dataset.name)
        if json { return try say(JSON.text(report, isPretty: true)) }
        let plots = EvaluationPlots(report, losses: losses)
        try say(report.lines + plots.lines(for: PlotOutput()))
    }

    /// The figures over `part`, and -ELBO of each picture.
    private func evaluate(
        _ trained: TrainedModel, on part: Selection, name: String
    ) -> (report: EvaluationReport, losses: [Double]) {
        let evaluator = Evaluator(
            model: trained.model, parameters: trained.parameters, seed: seed)
        var summary = EvaluationSummary(for: trained.model)
        var quality = PictureQuality(shape: trained.description.model.exampleShape)
        var estimate = importanceSamples.map { ImportanceWeightedEstimate(weightCount: $0) }
        var losses = [Double]()
        let pixels = trained.description.model.pixels
        part.forEachTile(pixels: pixels, seed: trained.description.data.splitSeed) { tile in
            let encoded = evaluator.encode(tile)
            let pictures = evaluator.pictures(of: encoded)
            let reconstruction = evaluator.reconstruction(of: tile, encoded, draws: samples)
            summary.add(tile, encoded, reconstruction: reconstruction, pictures: pictures)
            losses += zip(reconstruction, encoded.divergences(count: tile.count)).map { $0 + $1 }
            quality.add(pictures, originals: tile.x, count: tile.count)
            if let draws = importanceSamples {
                for weights in evaluator.logWeights(of: tile, encoded, draws: draws) {
                    estimate?.add(logWeights: weights)
                }
            }
        }
        let report = EvaluationReport(
            trained.description.model, data: name, split: split, samples: samples, seed: seed,
            summary: summary, quality: quality, estimate: estimate)
        return (report, losses)
    }
}
