/// The memory behind one or more tensors.
///
/// Whoever makes a storage may write to it until the first tensor over it is handed out; from then
/// on it is only read, which makes tensors `Sendable`. The one exception is the parameters' arena,
/// which the optimiser writes between steps while nothing reads it.
final class Storage: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    /// Where the tensors over it are weights: their copies in other orders.
    let packed: PackedWeights?
    private let capacity: Int

    init(count: Int, packed: PackedWeights? = nil) {
        (pointer, capacity) = BufferPool.shared.take(count: count)
        self.packed = packed
    }

    deinit { BufferPool.shared.giveBack(pointer, capacity: capacity) }
}
