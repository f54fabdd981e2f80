public import TensorCore

/// N(0, 1) for each latent.
public struct StandardNormalPrior: Prior {
    /// The prior.
    public init() {}

    /// KL(N(μ, σ²) ‖ N(0, 1)) = ½ (μ² + σ² - 1 - ln σ²) of each latent, nats.
    public func divergence(of posterior: DiagonalGaussian) -> Variable {
        .gaussianKL(mean: posterior.mean, logVariance: posterior.logVariance)
    }

    /// log N(z; 0, 1), nats per example, `[batch]`.
    public func logDensity(_ z: Variable) -> Variable {
        .gaussianLogDensity(
            x: z, mean: Variable(.zeros(z.shape)), logVariance: Variable(Tensor(0)))
    }

    /// Standard normal draws times `temperature`.
    public func sample(
        count: Int, latentDimensions: Int, temperature: Float,
        using generator: inout PhiloxGenerator
    ) -> Tensor {
        Variable(generator.normal([count, latentDimensions])).scaled(by: temperature).value
    }

    /// 1.
    public var variance: Double { 1 }
}
