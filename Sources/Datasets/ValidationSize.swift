/// How much of the training examples is set aside for validation.
public enum ValidationSize: Hashable, Sendable {
    /// Nothing.
    case none
    /// So many examples.
    case count(Int)
    /// This fraction, above 0 and below 1, rounded to a whole number of examples.
    case fraction(Double)
}
