import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct MLPTests {
    private static func parameters(_ mlp: MLPConfiguration) -> [Parameter] {
        VariationalAutoencoder(
            ModelConfiguration(
                exampleShape: [1, 2, 3], latentDimensions: 2, architecture: .mlp(mlp))
        ).parameters
    }

    static let shapes: [(hidden: [Int], layers: [String], weights: [[Int]])] = [
        ([], ["encoder.posterior", "decoder.layers.0"], [[4, 6], [6, 2]]),
        (
            [5], ["encoder.layers.0", "encoder.posterior", "decoder.layers.0", "decoder.layers.2"],
            [[5, 6], [4, 5], [5, 2], [6, 5]]
        ),
        (
            [7, 5],
            [
                "encoder.layers.0", "encoder.layers.2", "encoder.posterior", "decoder.layers.0",
                "decoder.layers.2", "decoder.layers.4",
            ], [[7, 6], [5, 7], [4, 5], [5, 2], [7, 5], [6, 7]]
        ),
    ]

    @Test(arguments: shapes)
    func theDecoderMirrorsTheEncoder(_ row: (hidden: [Int], layers: [String], weights: [[Int]])) {
        let parameters = Self.parameters(MLPConfiguration(hidden: row.hidden))
        let paths = row.layers.flatMap { ["\($0).weight", "\($0).bias"] }
        #expect(parameters.map(\.path) == paths)
        let shapes = row.weights.flatMap { [$0, [$0[0]]] }
        #expect(parameters.map(\.shape.dimensions) == shapes)
    }

    @Test func dropoutCountsAsALayer() {
        let parameters = Self.parameters(MLPConfiguration(hidden: [7, 5], dropout: 0.5))
        #expect(
            parameters.map(\.path).filter { $0.hasSuffix("weight") } == [
                "encoder.layers.0.weight", "encoder.layers.3.weight", "encoder.posterior.weight",
                "decoder.layers.0.weight", "decoder.layers.3.weight", "decoder.layers.6.weight",
            ])
    }

    @Test(arguments: Activation.allCases)
    func gradientsOfTheWholeModelAreTheSlopes(_ activation: Activation) {
        let trained = SmallModel.trained(
            ModelConfiguration(
                exampleShape: [1, 2, 3], latentDimensions: 2,
                architecture: .mlp(MLPConfiguration(hidden: [4], activation: activation))),
            scale: 1)
        // Steps so small that no hidden unit crosses a kink.
        parameterGradientCheck(trained.parameters, step: 0x1p-8, tolerance: 2e-3) { pass in
            let output = trained.model.forward(
                Formula.pixels(1, [3, 6]), noise: Formula.tensor(2, [3, 2]), in: pass)
            return trained.model.configuration.objective.loss(
                logLikelihood: output.logLikelihood, divergence: output.divergence, beta: 0.5)
        }
    }
}
