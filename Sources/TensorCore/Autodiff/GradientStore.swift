/// The gradients of a loss by the leaves of a tape.
public struct GradientStore {
    private let tape: Tape
    private let gradients: [Tensor?]

    init(tape: Tape, gradients: [Tensor?]) {
        self.tape = tape
        self.gradients = gradients
    }

    /// The gradient by `variable`, of its shape; nil where the loss does not depend on it.
    ///
    /// - Precondition: `variable` stands on the tape of the loss.
    public subscript(variable: Variable) -> Tensor? {
        guard let place = variable.place, place.tape === tape else {
            fatalError("GradientStore: the variable does not stand on the loss's tape")
        }
        return gradients[place.id]
    }
}
