public import TensorCore

/// Adam: steps scaled by running averages of the gradient and its square.
///
///     m ← β₁ m + (1 - β₁) g        v ← β₂ v + (1 - β₂) g²
///     p ← p - rate m̂ / (√v̂ + ε),   m̂ = m / (1 - β₁ᵗ),  v̂ = v / (1 - β₂ᵗ)
///
/// With decoupled decay (AdamW) p is first multiplied by 1 - rate · decay; without, decay · p is
/// added to the gradient. (Kingma and Ba, 2015; Loshchilov and Hutter, 2019.)
public final class Adam: Optimizer {
    private let beta1: Float
    private let beta2: Float
    private let epsilon: Float
    private let weightDecay: Float
    private let isDecayDecoupled: Bool
    private let firstMoment: ParameterSet
    private let secondMoment: ParameterSet
    /// How many steps have been made.
    public private(set) var stepCount = 0

    /// Adam for the given parameters.
    public init(
        _ parameters: [Parameter], beta1: Float = 0.9, beta2: Float = 0.999,
        epsilon: Float = 1e-8, weightDecay: Float = 0, isDecayDecoupled: Bool = false
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.isDecayDecoupled = isDecayDecoupled
        firstMoment = ParameterSet(zeros: parameters)
        secondMoment = ParameterSet(zeros: parameters)
    }

    /// The running averages.
    public var state: [(name: String, values: ParameterSet)] {
        [("first_moment", firstMoment), ("second_moment", secondMoment)]
    }

    /// Goes on at a count of steps.
    public func resume(atStep stepCount: Int) { self.stepCount = stepCount }

    /// Makes one step.
    public func step(
        _ parameters: ParameterSet, gradients: [Tensor?], learningRate: Float, gradientScale: Float
    ) {
        stepCount += 1
        let step = ArenaUpdate.AdamStep(
            learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weightDecay: weightDecay, isDecayDecoupled: isDecayDecoupled,
            gradientScale: gradientScale, step: stepCount)
        ArenaUpdate.adam(
            step, gradients: gradients, offsets: parameters.parameters.map(\.offset),
            parameters: parameters.arena, firstMoment: firstMoment.arena,
            secondMoment: secondMoment.arena)
    }
}
