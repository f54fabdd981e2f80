public import TensorCore

/// Adamax: Adam with the largest recent gradient in the place of the root of the mean square.
///
///     m ← β₁ m + (1 - β₁) g        u ← max(β₂ u, |g| + ε)
///     p ← p - rate m / ((1 - β₁ᵗ) u)
///
/// (Kingma and Ba, 2015, section 7.1, in PyTorch's form.)
public final class Adamax: Optimizer {
    private let beta1: Float
    private let beta2: Float
    private let epsilon: Float
    private let weightDecay: Float
    private let firstMoment: ParameterSet
    private let largest: ParameterSet
    /// How many steps have been made.
    public private(set) var stepCount = 0

    /// Adamax for the given parameters.
    public init(
        _ parameters: [Parameter], beta1: Float = 0.9, beta2: Float = 0.999,
        epsilon: Float = 1e-8, weightDecay: Float = 0
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        firstMoment = ParameterSet(zeros: parameters)
        largest = ParameterSet(zeros: parameters)
    }

    /// The running averages.
    public var state: [(name: String, values: ParameterSet)] {
        [("first_moment", firstMoment), ("largest", largest)]
    }

    /// Goes on at a count of steps.
    public func resume(atStep stepCount: Int) { self.stepCount = stepCount }

    /// Makes one step.
    public func step(
        _ parameters: ParameterSet, gradients: [Tensor?], learningRate: Float, gradientScale: Float
    ) {
        stepCount += 1
        ArenaUpdate.adamax(
            learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weightDecay: weightDecay, gradientScale: gradientScale, step: stepCount,
            gradients: gradients, offsets: parameters.parameters.map(\.offset),
            parameters: parameters.arena, firstMoment: firstMoment.arena, largest: largest.arena)
    }
}
