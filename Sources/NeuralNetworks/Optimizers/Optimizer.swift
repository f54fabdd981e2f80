public import TensorCore

/// Something that improves parameters by their gradients.
public protocol Optimizer: AnyObject {
    /// How many steps have been made.
    var stepCount: Int { get }

    /// Makes one step.
    ///
    /// - Parameters:
    ///   - parameters: what is changed, in place.
    ///   - gradients: one for each parameter, in order; nil leaves it alone.
    ///   - learningRate: of this step.
    ///   - gradientScale: what all gradients are multiplied with first (see `GradientClipping`).
    func step(
        _ parameters: ParameterSet, gradients: [Tensor?], learningRate: Float, gradientScale: Float)

    /// The running averages of the optimiser by name, each as long as the parameters' memory.
    var state: [(name: String, values: ParameterSet)] { get }

    /// Goes on from a stored state: `state` is filled by the caller, this sets the count of steps.
    func resume(atStep stepCount: Int)
}

/// Which optimiser to use.
public enum OptimizerName: String, Sendable, CaseIterable, Codable {
    /// Stochastic gradient descent with momentum 0.9.
    case sgd
    /// Adam.
    case adam
    /// Adam with decoupled weight decay.
    case adamW = "adamw"
    /// Adam with the largest recent gradient in the place of the mean square.
    case adamax
    /// Steps divided by the root of a running mean of the squared gradient.
    case rmsprop

    /// A new optimiser of this kind, with the usual constants, for the given parameters.
    ///
    /// `weightDecay` nil means the usual: 0, and 0.01 for AdamW.
    public func make(for parameters: [Parameter], weightDecay: Float? = nil) -> any Optimizer {
        switch self {
        case .sgd: SGD(parameters, momentum: 0.9, weightDecay: weightDecay ?? 0)
        case .adam: Adam(parameters, weightDecay: weightDecay ?? 0)
        case .adamW: Adam(parameters, weightDecay: weightDecay ?? 0.01, isDecayDecoupled: true)
        case .adamax: Adamax(parameters, weightDecay: weightDecay ?? 0)
        case .rmsprop: RMSprop(parameters, weightDecay: weightDecay ?? 0)
        }
    }
}
