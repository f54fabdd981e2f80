/// The parts of a data set.
public enum Split: String, CaseIterable, Sendable {
    /// What the parameters are fitted to.
    case train
    /// What training is watched and steered with.
    case validation
    /// What the finished model is judged by.
    case test
}
