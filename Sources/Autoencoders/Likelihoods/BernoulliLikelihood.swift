public import TensorCore

/// Independent Bernoulli elements whose logits the decoder gives.
///
/// With binarised pixels this is a likelihood. With grey intensities as targets it is minus a
/// cross-entropy, a bound of another kind, and is reported under that name.
public struct BernoulliLikelihood: Likelihood {
    /// The likelihood.
    public init() {}

    /// One logit.
    public var parametersPerElement: Int { 1 }

    /// Σ x l - ln(1 + e^l), nats per example.
    public func logLikelihood(_ output: Variable, x: Variable) -> Variable {
        .bernoulliLogLikelihood(logits: output, x: x)
    }

    /// The probabilities of a 1.
    public func mean(_ output: Tensor) -> Tensor { Variable(output).sigmoid().value }
}
