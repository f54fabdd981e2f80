/// What the plateau schedule remembers: the best value so far and how long ago it was.
///
/// Stored in checkpoints, so that a resumed run goes on exactly.
public struct PlateauTracker: Sendable, Equatable, Codable {
    /// Epochs without a better value after which the learning rate is halved.
    public static let patience = 3

    /// What the learning rate is multiplied with.
    public private(set) var factor: Float = 1
    private var best: Double?
    private var epochsSinceBest = 0

    /// A tracker that has seen nothing.
    public init() {}

    /// Takes in an epoch's value, of which lower is better.
    public mutating func add(_ value: Double) {
        if value < best ?? .infinity {
            best = value
            epochsSinceBest = 0
        } else {
            epochsSinceBest += 1
        }
        guard epochsSinceBest >= PlateauTracker.patience else { return }
        factor /= 2
        epochsSinceBest = 0
    }
}
