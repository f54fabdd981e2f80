/// The memory behind one or more tensors.
///
/// Whoever makes a storage may write to it until the first tensor over it is handed out; from then
/// on it is only read, which makes tensors `Sendable`. The one exception is the parameters' arena,
/// which the optimiser writes between steps while nothing reads it.
final class Storage: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    private let capacity: Int

    init(count: Int) {
        (pointer, capacity) = BufferPool.shared.take(count: count)
    }

    deinit { BufferPool.shared.giveBack(pointer, capacity: capacity) }
}
