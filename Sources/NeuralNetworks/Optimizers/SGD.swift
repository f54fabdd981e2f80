public import TensorCore

/// Stochastic gradient descent, with momentum if wanted.
///
///     u ← momentum · u + g        p ← p - rate u        (Nesterov: p ← p - rate (g + momentum · u))
///
/// Weight decay is added to the gradient. (Sutskever et al., 2013, in PyTorch's form.)
public final class SGD: Optimizer {
    private let momentum: Float
    private let weightDecay: Float
    private let isNesterov: Bool
    private let velocity: ParameterSet
    /// How many steps have been made.
    public private(set) var stepCount = 0

    /// Gradient descent for the given parameters.
    public init(
        _ parameters: [Parameter], momentum: Float = 0, weightDecay: Float = 0,
        isNesterov: Bool = false
    ) {
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.isNesterov = isNesterov
        velocity = ParameterSet(zeros: parameters)
    }

    /// The running averages.
    public var state: [(name: String, values: ParameterSet)] { [("velocity", velocity)] }

    /// Goes on at a count of steps.
    public func resume(atStep stepCount: Int) { self.stepCount = stepCount }

    /// Makes one step.
    public func step(
        _ parameters: ParameterSet, gradients: [Tensor?], learningRate: Float, gradientScale: Float
    ) {
        let step = ArenaUpdate.SGDStep(
            learningRate: learningRate, momentum: momentum, weightDecay: weightDecay,
            isNesterov: isNesterov, gradientScale: gradientScale, isFirst: stepCount == 0)
        stepCount += 1
        ArenaUpdate.sgd(
            step, gradients: gradients, offsets: parameters.parameters.map(\.offset),
            parameters: parameters.arena, velocity: velocity.arena)
    }
}
