import Glibc
import Platform
public import TensorCore

/// Independent normal elements whose means the decoder gives, all of one fixed deviation.
public struct GaussianLikelihood: Likelihood {
    /// The standard deviation, in units of the intensity.
    public let sigma: Float

    /// A likelihood of the given deviation.
    ///
    /// - Precondition: `sigma` > 0.
    public init(sigma: Float) {
        require(sigma > 0, "GaussianLikelihood: sigma \(sigma) is not above 0")
        self.sigma = sigma
    }

    /// One mean.
    public var parametersPerElement: Int { 1 }

    /// log N(x; output, σ²), nats per example.
    public func logLikelihood(_ output: Variable, x: Variable) -> Variable {
        .gaussianLogDensity(x: x, mean: output, logVariance: Variable(Tensor(2 * logf(sigma))))
    }

    /// The means, kept within [0, 1].
    public func mean(_ output: Tensor) -> Tensor { Variable(output).clamped(0, 1).value }

    /// φ = μ / σ.
    public func fisherCoordinates(_ output: Tensor) -> Tensor {
        Variable(output).scaled(by: 1 / sigma).value
    }

    /// dφ/dμ = 1 / σ.
    public func fisherSlopes(_ output: Tensor) -> Tensor {
        Tensor(repeating: 1 / sigma, shape: output.shape)
    }
}
