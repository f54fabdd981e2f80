import Glibc

/// A piece of work on a thread of its own, for reading and decoding beside the computation.
///
/// A thread, not a Swift task: the work blocks on files, and the cooperative pool must not.
/// One owner asks for the value; whoever drops the task waits for the thread to end.
public final class BackgroundTask<Value: Sendable> {
    private let work: Work<Value>
    private var thread: pthread_t?

    /// Starts `body` at once.
    ///
    /// - Parameter niceness: how far the thread steps back for others, 0 to 19. One that is not
    ///   zero does not take the processor from the thread that wakes it.
    public init(
        niceness: Int32 = 0, _ body: @escaping @Sendable () -> Result<Value, Failure>
    ) {
        work = Work(niceness: niceness, body)
        thread = startThread(work)
    }

    /// Waits for the work to end and gives its value; may be asked again.
    ///
    /// - Throws: the `Failure` that the work ended with.
    public func value() throws(Failure) -> Value {
        join()
        guard let outcome = work.outcome else {
            fatalError("BackgroundTask: the thread ended without an outcome")
        }
        return try outcome.get()
    }

    deinit { join() }

    private func join() {
        guard let thread else { return }
        pthread_join(thread, nil)
        self.thread = nil
    }
}

private class Runnable {
    let niceness: Int32

    init(niceness: Int32) { self.niceness = niceness }

    func run() {}
}

// Unchecked: the thread writes `outcome` before it ends, the owner reads it after joining.
private final class Work<Value: Sendable>: Runnable, @unchecked Sendable {
    private let body: @Sendable () -> Result<Value, Failure>
    private(set) var outcome: Result<Value, Failure>?

    init(niceness: Int32, _ body: @escaping @Sendable () -> Result<Value, Failure>) {
        self.body = body
        super.init(niceness: niceness)
    }

    override func run() { outcome = body() }
}

private func startThread(_ work: Runnable) -> pthread_t? {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(work)
    let status = pthread_create(
        &thread, nil,
        { raw in
            guard let raw else { return nil }
            let work = Unmanaged<Runnable>.fromOpaque(raw).takeRetainedValue()
            // On Linux each thread has a niceness of its own.
            if work.niceness != 0 {
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, work.niceness)
            }
            work.run()
            return nil
        }, argument.toOpaque())
    if status == 0 { return thread }
    // No thread to be had: the work is done here and now.
    argument.release()
    work.run()
    return nil
}
