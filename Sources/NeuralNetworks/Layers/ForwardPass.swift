public import TensorCore

/// One run of a model: which parameter values it uses, whether it is recorded, and its randomness.
///
/// Modules are descriptions without state. Everything that differs from run to run is here, so
/// there is no global training mode and no hidden generator.
public final class ForwardPass {
    /// The parameter values in use.
    public let parameters: ParameterSet
    /// Whether layers behave as in training (dropout drops).
    public let isTraining: Bool
    /// Where layers take random numbers from.
    public var generator: PhiloxGenerator
    /// New values for parameters that no gradient reaches (running averages), to be set after the
    /// step.
    public var updates = [(parameter: Parameter, value: Tensor)]()
    private let tape: Tape?
    private var variables: [Variable?]

    /// A recorded pass, whose gradients can be asked for; `precision` is that of its products.
    ///
    /// - Precondition: as for `Tape`.
    public init(
        training parameters: ParameterSet, generator: PhiloxGenerator,
        precision: Precision = .float32
    ) {
        self.parameters = parameters
        self.generator = generator
        isTraining = true
        tape = Tape(precision: precision)
        variables = Array(repeating: nil, count: parameters.parameters.count)
    }

    /// A pass that records nothing, in `Float`.
    public init(inference parameters: ParameterSet) {
        self.parameters = parameters
        generator = PhiloxGenerator(seed: 0)
        isTraining = false
        tape = nil
        variables = []
    }

    /// The value of `parameter` as a variable of this pass.
    public subscript(parameter: Parameter) -> Variable {
        guard let tape else { return Variable(parameters[parameter]) }
        if let variable = variables[parameter.index] { return variable }
        let variable = tape.variable(parameters[parameter])
        variables[parameter.index] = variable
        return variable
    }

    /// The gradients of `loss` by each parameter, in their order; nil where it was not used.
    ///
    /// - Precondition: the pass is a recorded one and `loss` a scalar of it.
    public func gradients(of loss: Variable) -> [Tensor?] {
        guard let tape else { fatalError("gradients of a pass that was not recorded") }
        let store = tape.gradients(of: loss)
        return variables.map { $0.flatMap { store[$0] } }
    }
}
