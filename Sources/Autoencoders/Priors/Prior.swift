public import TensorCore

/// The distribution of latents before any example is seen, p(z).
public protocol Prior: Sendable {
    /// KL(q ‖ p) of each latent, nats, `[batch, latentDimensions]`.
    func divergence(of posterior: DiagonalGaussian) -> Variable

    /// log p(z), nats per example, `[batch]`.
    func logDensity(_ z: Variable) -> Variable

    /// Draws `[count, latentDimensions]`; `temperature` multiplies the spread.
    func sample(
        count: Int, latentDimensions: Int, temperature: Float,
        using generator: inout PhiloxGenerator
    ) -> Tensor

    /// The variance of each latent.
    var variance: Double { get }
}

/// Which prior a model has.
public enum PriorName: String, Sendable, Codable, CaseIterable {
    /// N(0, 1) for each latent.
    case standardNormal = "standard-normal"

    /// The prior of that name.
    public var prior: any Prior {
        switch self {
        case .standardNormal: StandardNormalPrior()
        }
    }
}
