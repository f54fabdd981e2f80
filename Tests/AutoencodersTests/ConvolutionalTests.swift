import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Convolutional and residual models for pictures of any size.
@Suite struct ConvolutionalTests {
    @Test(arguments: try AutoencoderFixture.load().architectures)
    func parametersAreThoseOfAPyTorchSequential(
        _ fixture: AutoencoderFixture.Architecture
    ) throws {
        let model = VariationalAutoencoder(
            ModelConfiguration(
                exampleShape: fixture.exampleShape, latentDimensions: 6,
                architecture: try SmallModel.architecture(fixture.architecture)))
        #expect(model.parameters.map(\.path) == fixture.paths)
        #expect(model.parameters.map(\.shape.dimensions) == fixture.shapes)
    }

    static let sizes: [[Int]] = [
        [8, 8], [9, 9], [15, 16], [16, 16], [23, 17], [28, 28], [32, 32], [31, 33], [64, 64],
        [92, 112], [7, 30], [8, 100], [1, 1], [3, 2], [256, 256],
    ]

    @Test(arguments: sizes, [1, 3])
    func picturesOfAnySizeGoInAndComeOut(_ size: [Int], _ channels: Int) {
        let architectures: [ArchitectureConfiguration] = [
            .convolutional(ConvolutionalConfiguration(channels: 8, hidden: [16])),
            .convolutional(ConvolutionalConfiguration(channels: 4, hidden: [])),
            .residual(ResidualConfiguration(channels: 4)),
        ]
        for architecture in architectures {
            let trained = SmallModel.trained(
                ModelConfiguration(
                    exampleShape: [channels] + size, latentDimensions: 5,
                    architecture: architecture), scale: 0.0625)
            let elements = channels * size[0] * size[1]
            let x = Formula.pixels(1, [2, elements])
            let output = trained.model.forward(
                x, noise: Formula.tensor(2, [2, 5]), in: ForwardPass(inference: trained.parameters))
            #expect(output.mean.shape == [2, 5])
            #expect(output.logVariance.shape == [2, 5])
            #expect(output.reconstruction.shape == [2, elements])
            #expect(output.reconstruction.value.isFinite)
        }
    }

    static let slopes: [ModelConfiguration] = [
        ModelConfiguration(
            exampleShape: [2, 9, 8], latentDimensions: 2,
            architecture: .convolutional(
                ConvolutionalConfiguration(channels: 3, hidden: [4], activation: .silu))),
        ModelConfiguration(
            exampleShape: [1, 8, 9], latentDimensions: 2,
            architecture: .residual(ResidualConfiguration(channels: 2))),
    ]

    @Test(arguments: slopes)
    func gradientsOfTheWholeModelAreTheSlopes(_ configuration: ModelConfiguration) {
        let trained = SmallModel.trained(configuration, scale: 0.5)
        let elements = configuration.elementCount
        parameterGradientCheck(trained.parameters, step: 0x1p-6, tolerance: 5e-3) { pass in
            let output = trained.model.forward(
                Formula.pixels(1, [2, elements]), noise: Formula.tensor(2, [2, 2]), in: pass)
            return trained.model.configuration.objective.loss(
                logLikelihood: output.logLikelihood, divergence: output.divergence, beta: 0.5)
        }
    }

    @Test(arguments: SmallModel.interchanged.keys.sorted(), [1, 2])
    func aTileGivesTheSameForEachPictureWhereverItStands(_ name: String, _ threads: Int) throws {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        ComputeTeam.setThreadCount(threads)
        let configuration = try #require(SmallModel.interchanged[name])
        let trained = SmallModel.trained(configuration)
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        let elements = configuration.elementCount
        let forwards = evaluator.encode(SmallModel.tile(rows: [3, 1, 2], elements: elements))
        let backwards = evaluator.encode(SmallModel.tile(rows: [2, 1, 3], elements: elements))
        for (row, other) in [(0, 2), (1, 1), (2, 0)] {
            #expect(bits(forwards.mean.row(row)) == bits(backwards.mean.row(other)))
        }
    }
}
