public import TensorCore

/// How an encoder's numbers describe a distribution over latents, q(z | x).
public protocol Posterior: Sendable {
    /// How many numbers the encoder gives for each example.
    func parameterCount(latentDimensions: Int) -> Int

    /// The distribution described by `parameters`, `[batch, parameterCount]`.
    func distribution(_ parameters: Variable) -> DiagonalGaussian
}

/// Which posterior a model has.
public enum PosteriorName: String, Sendable, Codable, CaseIterable {
    /// Independent normal latents.
    case diagonalGaussian = "diagonal-gaussian"

    /// The posterior of that name.
    public var posterior: any Posterior {
        switch self {
        case .diagonalGaussian: DiagonalGaussianPosterior()
        }
    }
}

/// Independent normal latents: the first half of the numbers are means, the second log variances.
public struct DiagonalGaussianPosterior: Posterior {
    /// The posterior.
    public init() {}

    /// Two for each latent.
    public func parameterCount(latentDimensions: Int) -> Int { 2 * latentDimensions }

    /// The normal distributions described by `parameters`, `[batch, 2 latentDimensions]`.
    public func distribution(_ parameters: Variable) -> DiagonalGaussian {
        let latent = parameters.shape[1] / 2
        return DiagonalGaussian(
            mean: parameters.slice(0..<latent, axis: 1),
            logVariance: parameters.slice(latent..<2 * latent, axis: 1))
    }
}
