import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Models small enough to compute by hand, with weights from a formula.
enum SmallModel {
    /// 36 pixels, 8 hidden units, 3 latents; that of the interchange fixtures.
    static let configuration = ModelConfiguration(
        exampleShape: [1, 6, 6], latentDimensions: 3,
        architecture: .mlp(MLPConfiguration(hidden: [8])))

    /// The models of the interchange fixtures: `swift-NAME.safetensors` holds such a one.
    static let interchanged: [String: ModelConfiguration] = [
        "mlp": configuration,
        "conv": ModelConfiguration(
            exampleShape: [3, 9, 8], latentDimensions: 3,
            architecture: .convolutional(ConvolutionalConfiguration(channels: 4, hidden: [8]))),
        "resnet": ModelConfiguration(
            exampleShape: [1, 8, 11], latentDimensions: 3,
            architecture: .residual(ResidualConfiguration(channels: 2))),
    ]

    /// The architecture that fixtures call `name`, with the usual sizes.
    static func architecture(
        _ name: String, residualWidth: Int = 32
    ) throws -> ArchitectureConfiguration {
        switch name {
        case "mlp": .mlp(MLPConfiguration())
        case "conv": .convolutional(ConvolutionalConfiguration())
        default:
            .residual(
                ResidualConfiguration(
                    channels: try #require(name == "resnet" ? residualWidth : nil)))
        }
    }

    static func description(_ model: ModelConfiguration = configuration) -> ModelDescription {
        ModelDescription(
            model: model,
            data: DataContract(
                source: "made-up", fingerprint: "0123abcd", classNames: ["a", "b"], splitSeed: 7,
                validation: 0.1, limit: nil))
    }

    /// The model with weights in [-scale, scale).
    static func trained(
        _ configuration: ModelConfiguration = configuration, scale: Float = 0.5
    ) -> TrainedModel {
        let model = VariationalAutoencoder(configuration)
        let parameters = ParameterSet(zeros: model.parameters)
        Formula.fill(parameters, scale: scale)
        return TrainedModel(
            description: description(configuration), model: model, parameters: parameters)
    }

    /// A tile of the given rows of a made-up data set with examples of `elements` pixels.
    static func tile(rows: [Int], elements: Int) -> ExampleTile {
        let padded =
            rows
            + Array(
                repeating: rows[rows.count - 1], count: ExampleTile.rowCount - rows.count)
        let pixels = padded.flatMap { Formula.pixels(UInt64($0), [elements]).elements }
        return ExampleTile(
            x: Tensor(pixels, shape: [ExampleTile.rowCount, elements]), rows: padded,
            count: rows.count)
    }
}

extension TrainedModel {
    /// The parameter at `path`.
    func parameter(_ path: String) -> Parameter {
        guard let parameter = model.parameters.first(where: { $0.path == path }) else {
            preconditionFailure("no parameter \(path) in \(model.parameters.map(\.path))")
        }
        return parameter
    }

    /// The values at `path`, in double.
    func values(_ path: String) -> [Double] {
        parameters[parameter(path)].elements.map { Double($0) }
    }
}
