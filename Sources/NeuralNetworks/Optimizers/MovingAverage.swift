import TensorCore

/// An exponential moving average of parameters, often better than the last values themselves.
/// (Polyak and Juditsky, 1992.)
public final class MovingAverage {
    /// The weight of the past in each update.
    public let decay: Float
    /// The average so far.
    public let values: ParameterSet
    private var updateCount: Int

    /// An average that starts at the present values.
    public init(of parameters: ParameterSet, decay: Float) {
        self.decay = decay
        values = parameters.copy()
        updateCount = 0
    }

    /// Goes on from a stored state: `values` is filled by the caller.
    public func resume(atUpdate updateCount: Int) { self.updateCount = updateCount }

    /// Takes the present values in.
    ///
    /// Early on the past counts less: (1 + n) / (10 + n) at update n.
    public func update(with parameters: ParameterSet) {
        let early = Float(1 + updateCount) / Float(10 + updateCount)
        updateCount += 1
        ArenaUpdate.movingAverage(
            of: parameters.arena, into: values.arena, decay: min(decay, early))
    }
}
