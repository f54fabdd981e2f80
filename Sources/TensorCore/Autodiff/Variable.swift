/// A tensor that takes part in a computation, and its place on a tape where that is recorded.
///
/// Made from a tensor alone it is a constant: operations on constants are computed at once and
/// leave no trace, which is how a model is used for inference.
public struct Variable {
    struct Place {
        let tape: Tape
        let id: Int
    }

    /// The value.
    public let value: Tensor
    let place: Place?

    init(value: Tensor, place: Place?) {
        self.value = value
        self.place = place
    }

    /// A constant.
    public init(_ value: Tensor) { self.init(value: value, place: nil) }

    /// The value's shape.
    public var shape: Shape { value.shape }

    /// This value without its history: gradients stop here.
    public var detached: Variable { Variable(value) }

    /// Computes an operation, and records it if an input is on a tape.
    static func apply(_ operation: Operation, _ inputs: [Variable]) -> Variable {
        let values = inputs.map(\.value)
        guard let tape = inputs.lazy.compactMap(\.place).first?.tape else {
            return Variable(operation.forward(values, .keepingWeights))
        }
        return tape.record(
            operation, inputs, value: operation.forward(values, ProductStyle(tape.copies)))
    }

    func apply(_ operation: Operation) -> Variable { Variable.apply(operation, [self]) }
}
