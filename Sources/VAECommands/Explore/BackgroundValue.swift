import Platform
import Synchronization

/// A value that several threads read and write, one at a time.
final class Protected<Value: Sendable>: Sendable {
    private let content: Mutex<Value>

    init(_ value: Value) { content = Mutex(value) }

    var value: Value {
        get { content.withLock { $0 } }
        set { content.withLock { $0 = newValue } }
    }
}

/// A value that another thread makes, behind all that a person waits for, and that can be looked for
/// without waiting.
final class BackgroundValue<Value: Sendable> {
    private let content: Protected<Result<Value, Failure>?>
    private let task: BackgroundTask<Void>

    /// Starts `body` at once; `notify` is called on its thread when it is done.
    init(
        notify: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable () -> Result<Value, Failure>
    ) {
        let content = Protected<Result<Value, Failure>?>(nil)
        self.content = content
        task = BackgroundTask(niceness: 10) {
            content.value = body()
            notify()
            return .success(())
        }
    }

    /// What came of it; nil if it is not done.
    func result() -> Result<Value, Failure>? { content.value }

    /// Waits until it is done.
    func wait() { try? task.value() }
}
