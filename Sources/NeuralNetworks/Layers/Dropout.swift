import Platform
public import TensorCore

/// Sets values to 0 at random in training and leaves them alone otherwise.
/// (Srivastava et al., 2014.)
public struct Dropout: Module {
    /// The chance of a value to be set to 0.
    public let probability: Float

    /// Dropout with the given probability.
    ///
    /// - Precondition: `probability` in [0, 1).
    public init(probability: Float) {
        require(
            probability >= 0 && probability < 1, "Dropout: probability \(probability) not in [0, 1)"
        )
        self.probability = probability
    }

    /// Drops values if the pass is one of training.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        pass.isTraining ? input.dropout(probability: probability, using: &pass.generator) : input
    }
}
