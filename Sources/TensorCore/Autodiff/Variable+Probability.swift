extension Variable {
    /// log p(x | logits) of independent Bernoulli variables, nats per example:
    /// Σ x l - ln(1 + e^l).
    ///
    /// - Parameters:
    ///   - logits: `[batch, elements]`
    ///   - x: `[batch, elements]` in [0, 1]; with values between, minus the cross-entropy.
    /// - Returns: `[batch]`
    public static func bernoulliLogLikelihood(logits: Variable, x: Variable) -> Variable {
        apply(.bernoulliLogLikelihood, [logits, x])
    }

    /// log N(x; mean, exp(logVariance)), nats per example:
    /// -½ Σ (x - mean)² / exp(logVariance) + logVariance + ln 2π.
    ///
    /// - Parameters:
    ///   - x: `[batch, elements]`
    ///   - mean: `[batch, elements]`
    ///   - logVariance: `[batch, elements]`, or one number for all
    /// - Returns: `[batch]`
    public static func gaussianLogDensity(
        x: Variable, mean: Variable, logVariance: Variable
    ) -> Variable {
        apply(.gaussianLogDensity, [x, mean, logVariance])
    }

    /// KL(N(mean, exp(logVariance)) ‖ N(0, 1)) of each element, nats:
    /// ½ (mean² + exp(logVariance) - 1 - logVariance). (Kingma and Welling, 2014, appendix B.)
    public static func gaussianKL(mean: Variable, logVariance: Variable) -> Variable {
        apply(.gaussianKL, [mean, logVariance])
    }

    /// mean + exp(logVariance / 2) noise, a draw whose gradient reaches mean and log variance.
    /// (Kingma and Welling, 2014, section 2.4.)
    public static func reparameterize(
        mean: Variable, logVariance: Variable, noise: Variable
    ) -> Variable {
        apply(.reparameterize, [mean, logVariance, noise])
    }
}
