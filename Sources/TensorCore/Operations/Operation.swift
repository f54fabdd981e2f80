/// Everything that can be computed and differentiated: one case an operation.
///
/// An operation is a value without state. `forward(_:)` computes it; `gradients(...)` is its rule.
/// docs/adding-an-operation.md walks through a new one.
package enum Operation: Sendable, Equatable {
    /// y = f(x), element by element.
    case unary(UnaryFunction)
    /// c = a op b, with broadcasting.
    case binary(BinaryFunction)
    /// `[m, k]` times `[k, n]`; either may be stored transposed.
    case matrixProduct(firstTransposed: Bool, secondTransposed: Bool)
    /// activation(x Wᵀ + b): x `[batch, in]`, W `[out, in]`, b `[out]` (may be missing).
    case linear(FusedActivation)
    /// activation(x ∗ weight + bias), transposed or not: x `[batch, height, width, in]`, weight, bias
    /// (may be missing).
    case convolution(ConvolutionGeometry, FusedActivation)
    /// Mean 0 and variance 1 over some dimensions.
    case normalize(Normalization)
    /// Pictures made smaller by windows.
    case pool(Pooling)
    /// Pictures `[batch, height, width, channels]` brought to another size.
    case resample(Resampling, to: Size2D)
    /// The sum over neighbouring dimensions, which disappear.
    case sum(axes: Range<Int>)
    /// The maximum over neighbouring dimensions, which disappear.
    case maximum(axes: Range<Int>)
    /// exp(x) / Σ exp(x) along a dimension.
    case softmax(axis: Int)
    /// ln Σ exp(x) along a dimension, which disappears.
    case logSumExp(axis: Int)
    /// The same elements under another shape.
    case reshape(Shape)
    /// Dimension i of the result is dimension `permutation[i]` of the input.
    case transpose(permutation: [Int])
    /// Sizes of 1 repeated, aligned at the back.
    case broadcast(Shape)
    /// Indices [start, end) of one dimension.
    case slice(axis: Int, range: Range<Int>)
    /// Inputs behind each other along one dimension.
    case concatenate(axis: Int)
    /// Entries of one dimension by index.
    case gather(axis: Int, indices: [Int32])
    /// log p(x | logits) of independent Bernoulli variables, summed over a row: inputs logits, x.
    case bernoulliLogLikelihood
    /// log N(x; mean, exp(logVariance)) summed over a row: inputs x, mean, logVariance.
    case gaussianLogDensity
    /// KL(N(mean, exp(logVariance)) ‖ N(0, 1)) of each element: inputs mean, logVariance.
    case gaussianKL
    /// mean + exp(logVariance / 2) noise: inputs mean, logVariance, noise.
    case reparameterize
}

/// A function of one element.
package enum UnaryFunction: Sendable, Equatable {
    case negate
    /// scale x + shift
    case affine(scale: Float, shift: Float)
    case relu
    case leakyReLU(slope: Float)
    case silu, gelu, tanh, sigmoid, softplus, exp, log, square, squareRoot
    case clamp(Float, Float)
}

/// A function of two elements.
package enum BinaryFunction: Sendable, Equatable {
    case add, subtract, multiply, divide
}

/// An activation that a linear operation applies in its own pass.
///
/// These are the ones whose derivative follows from the result alone.
public enum FusedActivation: Hashable, Sendable {
    /// y = x
    case identity
    /// y = max(x, 0)
    case relu
    /// y = x where x > 0, else slope x; the slope is positive.
    case leakyReLU(slope: Float)
    /// y = tanh x
    case tanh
    /// y = 1 / (1 + e^-x)
    case sigmoid

    /// The same function as an operation of its own; nil for the identity.
    var function: UnaryFunction? {
        switch self {
        case .identity: nil
        case .relu: .relu
        case .leakyReLU(let slope): .leakyReLU(slope: slope)
        case .tanh: .tanh
        case .sigmoid: .sigmoid
        }
    }

    /// What negative values are multiplied by, where that is all that happens.
    var negativeSlope: Float? {
        switch self {
        case .identity: 1
        case .relu: 0
        case .leakyReLU(let slope): slope
        case .tanh, .sigmoid: nil
        }
    }
}
