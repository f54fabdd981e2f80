import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct EvaluationSummaryTests {
    /// A linear model of 4 pixels whose latents are the first two, times the given factors.
    private static func model(factors: [Float]) -> TrainedModel {
        let trained = SmallModel.trained(
            ModelConfiguration(
                exampleShape: [1, 2, 2], latentDimensions: 2,
                architecture: .mlp(MLPConfiguration(hidden: [])),
                likelihood: .gaussian(sigma: 1)), scale: 0)
        let weight = trained.parameter("encoder.posterior.weight")
        trained.parameters.set(
            weight,
            to: Tensor(
                [factors[0], 0, 0, 0, 0, factors[1], 0, 0] + Array(repeating: 0, count: 8),
                shape: weight.shape))
        return trained
    }

    /// A tile whose rows are given, the last repeated.
    private static func tile(_ rows: [[Float]]) -> ExampleTile {
        let missing = ExampleTile.rowCount - rows.count
        let all = rows + Array(repeating: rows[rows.count - 1], count: missing)
        return ExampleTile(
            x: Tensor(all.flatMap { $0 }, shape: [ExampleTile.rowCount, 4]),
            rows: Array(0..<rows.count) + Array(repeating: rows.count - 1, count: missing),
            count: rows.count)
    }

    private static func summary(_ trained: TrainedModel, _ tiles: [ExampleTile])
        -> EvaluationSummary
    {
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        var summary = EvaluationSummary(for: trained.model)
        for tile in tiles {
            let encoded = evaluator.encode(tile)
            summary.add(
                tile, encoded, reconstruction: Array(repeating: 7, count: tile.count),
                pictures: evaluator.pictures(of: encoded))
        }
        return summary
    }

    // Pixels 0 and 1 differ over the rows by a variance of 1/4.
    static let factors: [([Float], Int)] = [
        ([1, 1], 2), ([1, 0], 1), ([0, 0], 0), ([0.19, 0.21], 1), ([-0.21, 0.21], 2),
    ]

    @Test(arguments: factors)
    func aLatentIsActiveAboveAHundredthOfThePriorsVariance(_ factors: [Float], _ active: Int) {
        let rows: [[Float]] = [[0, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 1, 0]]
        let trained = Self.model(factors: factors)
        #expect(Self.summary(trained, [Self.tile(rows)]).activeUnits == active)
        // Grouping changes nothing, though each tile alone is constant.
        #expect(Self.summary(trained, rows.map { Self.tile([$0]) }).activeUnits == active)
    }

    @Test func divergenceIsThatOfCountingRows() {
        let rows: [[Float]] = [[0, 0, 0, 0], [1, 0.5, 0, 0]]
        let summary = Self.summary(Self.model(factors: [2, 2]), [Self.tile(rows)])
        // KL of N(m, 1) is m² / 2.
        #expect(summary.divergencePerLatent == [1, 0.25])
        #expect(summary.divergence == 1.25)
        #expect(summary.reconstruction == 7)
        #expect(summary.elbo == -8.25)
        #expect(summary.exampleCount == 2)
    }

    @Test func squaredErrorIsThatOfAPixel() {
        // The decoder is zero, so pictures are black.
        let rows: [[Float]] = [[0.5, 0, 0, 1], [1, 0, 1, 0]]
        let summary = Self.summary(Self.model(factors: [1, 1]), [Self.tile(rows)])
        #expect(abs(summary.squaredError - 3.25 / 8) < 1e-12)
    }

    @Test func theEntropyFloorIsThatOfThePixels() {
        let rows: [[Float]] = [[0.5, 0.25, 0, 1], [0.5, 0, 1, 1]]
        let summary = Self.summary(Self.model(factors: [1, 1]), [Self.tile(rows)])
        let quarter = -0.25 * log(0.25) - 0.75 * log(0.75)
        #expect(abs(summary.entropyFloor - (2 * log(2) + quarter) / 2) < 1e-12)
    }

    @Test func nothingTakenInIsZero() {
        let summary = EvaluationSummary(for: Self.model(factors: [1, 1]).model)
        #expect(summary.exampleCount == 0 && summary.elbo == 0 && summary.activeUnits == 0)
    }
}
