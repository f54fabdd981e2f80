public import TensorCore

/// RMSprop: steps divided by the root of a running mean of the squared gradient.
///
///     v ← α v + (1 - α) g²        p ← p - rate g / (√v + ε)
///
/// (Tieleman and Hinton, 2012, lecture 6.5, in PyTorch's form.)
public final class RMSprop: Optimizer {
    private let decay: Float
    private let epsilon: Float
    private let weightDecay: Float
    private let meanSquare: ParameterSet
    /// How many steps have been made.
    public private(set) var stepCount = 0

    /// RMSprop for the given parameters; `decay` is α.
    public init(
        _ parameters: [Parameter], decay: Float = 0.99, epsilon: Float = 1e-8,
        weightDecay: Float = 0
    ) {
        self.decay = decay
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        meanSquare = ParameterSet(zeros: parameters)
    }

    /// The running averages.
    public var state: [(name: String, values: ParameterSet)] { [("mean_square", meanSquare)] }

    /// Goes on at a count of steps.
    public func resume(atStep stepCount: Int) { self.stepCount = stepCount }

    /// Makes one step.
    public func step(
        _ parameters: ParameterSet, gradients: [Tensor?], learningRate: Float, gradientScale: Float
    ) {
        stepCount += 1
        ArenaUpdate.rmsprop(
            learningRate: learningRate, decay: decay, epsilon: epsilon, weightDecay: weightDecay,
            gradientScale: gradientScale, gradients: gradients,
            offsets: parameters.parameters.map(\.offset), parameters: parameters.arena,
            meanSquare: meanSquare.arena)
    }
}
