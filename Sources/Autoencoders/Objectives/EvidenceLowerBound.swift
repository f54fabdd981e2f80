public import TensorCore

/// The evidence lower bound as a training loss, with a weight on its KL term and free bits.
///
///     loss = mean over the batch of -log p(x | z)  +  β Σⱼ max(λ, mean over the batch of KLⱼ)
///
/// λ = 0 turns free bits off. The sum is over latents, nats throughout.
/// (Kingma and Welling, 2014; β: Higgins et al., 2017; warm-up: Sønderby et al., 2016; free bits:
/// Kingma et al., 2016, section 6.)
public struct EvidenceLowerBound: Sendable, Equatable, Codable {
    /// β once the warm-up is over.
    public var beta: Float
    /// Epochs over which β rises from 0 to its value, evenly by steps.
    public var klWarmUpEpochs: Double
    /// λ: nats of each latent that cost nothing.
    public var freeBits: Float

    /// An objective; the defaults are the plain bound.
    public init(beta: Float = 1, klWarmUpEpochs: Double = 0, freeBits: Float = 0) {
        self.beta = beta
        self.klWarmUpEpochs = klWarmUpEpochs
        self.freeBits = freeBits
    }

    /// The β in force at `step` (counted from 0).
    public func beta(atStep step: Int, stepsPerEpoch: Int) -> Float {
        let warmUp = klWarmUpEpochs * Double(stepsPerEpoch)
        return warmUp > 0 ? beta * Float(min(1, Double(step) / warmUp)) : beta
    }

    /// Whether the warm-up is over once `epochs` have been trained.
    public func isAtFinalBeta(afterEpochs epochs: Int) -> Bool {
        Double(epochs) >= klWarmUpEpochs
    }

    /// The loss of a batch, a scalar in nats per example.
    ///
    /// - Parameters:
    ///   - logLikelihood: `[batch]`
    ///   - divergence: `[batch, latentDimensions]`
    ///   - beta: the weight now in force.
    public func loss(logLikelihood: Variable, divergence: Variable, beta: Float) -> Variable {
        var perLatent = divergence.mean(0)
        if freeBits > 0 { perLatent = perLatent.clamped(freeBits, .greatestFiniteMagnitude) }
        return perLatent.sum() * beta - logLikelihood.mean()
    }
}
