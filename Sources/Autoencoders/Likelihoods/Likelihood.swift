public import TensorCore

/// How a decoder's numbers describe a distribution over examples, p(x | z).
public protocol Likelihood: Sendable {
    /// How many numbers the decoder gives for each element of an example.
    var parametersPerElement: Int { get }

    /// log p(x | output), nats per example, `[batch]`; `x` is `[batch, elements]` in [0, 1].
    func logLikelihood(_ output: Variable, x: Variable) -> Variable

    /// The mean picture in [0, 1], `[batch, elements]`.
    func mean(_ output: Tensor) -> Tensor

    /// Coordinates φ of p(x | output) in which Fisher's metric is flat, of the output's shape.
    ///
    /// ‖φ_a − φ_b‖ is the Fisher–Rao distance of two distributions over examples, and half its
    /// square their Kullback–Leibler divergence in nats where they are near. (Arvanitidis et al.,
    /// "Pulling back information geometry", 2022.)
    func fisherCoordinates(_ output: Tensor) -> Tensor

    /// dφ / d output, element by element, of the output's shape.
    func fisherSlopes(_ output: Tensor) -> Tensor
}

/// Which likelihood a model has.
///
/// In JSON: `{"type": "bernoulli"}`, `{"type": "gaussian", "sigma": 0.1}`.
public enum LikelihoodConfiguration: Sendable, Equatable {
    /// Independent Bernoulli elements.
    case bernoulli
    /// Independent normal elements of one fixed deviation.
    case gaussian(sigma: Float)

    /// The names that `type` can have.
    public static let typeNames = ["bernoulli", "gaussian"]

    /// The name of the kind.
    public var typeName: String {
        switch self {
        case .bernoulli: "bernoulli"
        case .gaussian: "gaussian"
        }
    }

    /// The likelihood it stands for.
    public var likelihood: any Likelihood {
        switch self {
        case .bernoulli: BernoulliLikelihood()
        case .gaussian(let sigma): GaussianLikelihood(sigma: sigma)
        }
    }
}

extension LikelihoodConfiguration: Codable {
    private enum Key: String, CodingKey { case type, sigma }

    /// Reads the form with `type`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "bernoulli": self = .bernoulli
        case "gaussian":
            let sigma = try container.decode(Float.self, forKey: .sigma)
            guard sigma > 0, sigma.isFinite else {
                throw DecodingError.dataCorruptedError(
                    forKey: .sigma, in: container, debugDescription: "sigma \(sigma) is not above 0"
                )
            }
            self = .gaussian(sigma: sigma)
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container,
                debugDescription: "likelihood \"\(type)\" is none of \(Self.typeNames)")
        }
    }

    /// Writes the form with `type`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(typeName, forKey: .type)
        if case .gaussian(let sigma) = self { try container.encode(sigma, forKey: .sigma) }
    }
}
