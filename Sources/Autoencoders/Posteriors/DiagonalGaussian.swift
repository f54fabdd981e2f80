public import TensorCore

/// Independent normal distributions N(mean, exp(logVariance)), `[batch, latentDimensions]` each.
public struct DiagonalGaussian {
    /// The means, `[batch, latentDimensions]`.
    public let mean: Variable
    /// The natural logarithms of the variances, `[batch, latentDimensions]`.
    public let logVariance: Variable

    /// The distributions with the given moments.
    public init(mean: Variable, logVariance: Variable) {
        self.mean = mean
        self.logVariance = logVariance
    }

    /// A draw z = mean + σ noise, through which gradients flow; `noise` is standard normal.
    public func sample(noise: Tensor) -> Variable {
        .reparameterize(mean: mean, logVariance: logVariance, noise: Variable(noise))
    }

    /// log q(z), nats per example, `[batch]`.
    public func logDensity(_ z: Variable) -> Variable {
        .gaussianLogDensity(x: z, mean: mean, logVariance: logVariance)
    }
}
