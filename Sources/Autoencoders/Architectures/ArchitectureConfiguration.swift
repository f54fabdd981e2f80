import NeuralNetworks

/// Which networks encode and decode, with their sizes.
///
/// In JSON: `{"type": "mlp", "hidden": [400], "activation": "relu", "dropout": 0}`.
public enum ArchitectureConfiguration: Sendable, Equatable {
    /// Fully connected networks.
    case mlp(MLPConfiguration)

    /// The names that `type` can have.
    public static let typeNames = ["mlp"]

    /// An encoder from `elements` values to `outputs` numbers, made in `scope`.
    func encoder(elements: Int, outputs: Int, in scope: ParameterScope) -> any Module {
        switch self {
        case .mlp(let configuration):
            MLPEncoder(configuration, inputs: elements, outputs: outputs, in: scope)
        }
    }

    /// A decoder from `latentDimensions` values to `outputs` numbers, made in `scope`.
    func decoder(latentDimensions: Int, outputs: Int, in scope: ParameterScope) -> any Module {
        switch self {
        case .mlp(let configuration):
            MLPDecoder(configuration, inputs: latentDimensions, outputs: outputs, in: scope)
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
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container,
                debugDescription: "architecture \"\(type)\" is none of \(Self.typeNames)")
        }
    }

    /// Writes the form with `type`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .mlp(let configuration):
            try container.encode("mlp", forKey: .type)
            try configuration.encode(to: encoder)
        }
    }
}
