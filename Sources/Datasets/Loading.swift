import Platform
import Synchronization

/// A value that is made in the background and may be waited for from several threads.
final class Loading<Value: Sendable>: Sendable {
    private let task: Mutex<BackgroundTask<Value>>

    /// Starts `body` at once.
    init(_ body: @escaping @Sendable () -> Result<Value, Failure>) {
        task = Mutex(BackgroundTask(body))
    }

    /// Waits for the value; may be asked again.
    ///
    /// - Throws: the `Failure` that making it ended with.
    func value() throws(Failure) -> Value {
        try task.withLock { task in
            Result { () throws(Failure) in try task.value() }
        }.get()
    }
}
