import Glibc
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

    /// φ = 2 asin √p = 2 atan e^{l/2}, from 0 to π.
    public func fisherCoordinates(_ output: Tensor) -> Tensor {
        output.mapped { 2 * atanf(expf($0 / 2)) }
    }

    /// dφ/dl = √(p (1 − p)) = 1 / (2 cosh(l/2)).
    public func fisherSlopes(_ output: Tensor) -> Tensor {
        output.mapped { 0.5 / coshf($0 / 2) }
    }
}

extension Tensor {
    fileprivate func mapped(_ function: (Float) -> Float) -> Tensor {
        Tensor(shape: shape) { result in
            withUnsafeElements { elements in
                for index in result.indices { result[index] = function(elements[index]) }
            }
        }
    }
}
