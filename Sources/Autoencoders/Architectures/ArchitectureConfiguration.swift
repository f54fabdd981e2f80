import NeuralNetworks
import TensorCore

/// Which networks encode and decode, with their sizes.
///
/// In JSON: `{"type": "mlp", "hidden": [400], "activation": "relu", "dropout": 0}`.
public enum ArchitectureConfiguration: Sendable, Equatable {
    /// Fully connected networks.
    case mlp(MLPConfiguration)
    /// Convolutions that halve the picture, then dense layers.
    case convolutional(ConvolutionalConfiguration)
    /// Residual blocks with group normalisation.
    case residual(ResidualConfiguration)

    /// The names that `type` can have.
    public static let typeNames = ["mlp", "conv", "resnet"]

    /// The name of the kind.
    public var typeName: String {
        switch self {
        case .mlp: "mlp"
        case .convolutional: "conv"
        case .residual: "resnet"
        }
    }

    /// An encoder from examples of `shape`, `[channels, height, width]`, to `outputs` numbers, made
    /// in `scope`.
    func encoder(shape: [Int], outputs: Int, in scope: ParameterScope) -> any Module {
        let size = Size2D(height: shape[1], width: shape[2])
        switch self {
        case .mlp(let configuration):
            return MLPEncoder(
                configuration, inputs: shape.reduce(1, *), outputs: outputs, in: scope)
        case .convolutional(let configuration):
            return ConvolutionalEncoder(
                configuration, channels: shape[0], size: size, outputs: outputs, in: scope)
        case .residual(let configuration):
            return ResidualEncoder(
                configuration, channels: shape[0], size: size, outputs: outputs, in: scope)
        }
    }

    /// A decoder from `latentDimensions` values to `parametersPerElement` numbers for each element
    /// of an example of `shape`, made in `scope`.
    func decoder(
        latentDimensions: Int, shape: [Int], parametersPerElement: Int, in scope: ParameterScope
    ) -> any Module {
        let size = Size2D(height: shape[1], width: shape[2])
        let channels = shape[0] * parametersPerElement
        switch self {
        case .mlp(let configuration):
            return MLPDecoder(
                configuration, inputs: latentDimensions,
                outputs: channels * size.height * size.width, in: scope)
        case .convolutional(let configuration):
            return ConvolutionalDecoder(
                configuration, inputs: latentDimensions, outputChannels: channels, size: size,
                in: scope)
        case .residual(let configuration):
            return ResidualDecoder(
                configuration, inputs: latentDimensions, outputChannels: channels, size: size,
                in: scope)
        }
    }
}

extension ArchitectureConfiguration: Codable {
    private enum Key: String, CodingKey { case type }

    /// Reads the form with `type`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "mlp": self = .mlp(try MLPConfiguration(from: decoder))
        case "conv": self = .convolutional(try ConvolutionalConfiguration(from: decoder))
        case "resnet": self = .residual(try ResidualConfiguration(from: decoder))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container,
                debugDescription: "architecture \"\(type)\" is none of \(Self.typeNames)")
        }
    }

    /// Writes the form with `type`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(typeName, forKey: .type)
        switch self {
        case .mlp(let configuration): try configuration.encode(to: encoder)
        case .convolutional(let configuration): try configuration.encode(to: encoder)
        case .residual(let configuration): try configuration.encode(to: encoder)
        }
    }
}
