import Glibc
package import LatentExplorer
import Platform

/// Who does what a `ComputeThread` is asked for; belongs to that thread.
package protocol ComputeWorker {
    /// The answer to `query`; nil if it cannot be given yet, or was cancelled.
    func answer(_ query: Query, isCancelled: () -> Bool) -> Answer?

    /// Does a piece of what is to be done behind the screen.
    ///
    /// - Returns: what to tell the explorer; nil where there is nothing to do, or not yet.
    func advance() -> [Message]?

    /// Writes what is to be exported, and says where, or why not.
    func write(_ export: Export) -> String
}

/// Answers questions on a thread of its own: the newest first, old ones never.
///
/// The thread is the only one that computes; it sleeps while there is nothing to do.
package final class ComputeThread {
    /// Tells another thread something.
    package typealias Call = @Sendable () -> Void

    private let shared: Shared
    private let task: BackgroundTask<Void>

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - notify: called there when there is something for `messages()`.
    ///   - makeWorker: makes the worker there; it is given what to call, from any thread, when
    ///     `advance` has something to do again.
    package init(
        notify: @escaping Call,
        makeWorker: @escaping @Sendable (_ wake: @escaping Call) -> any ComputeWorker
    ) {
        let shared = Shared(notify: notify)
        self.shared = shared
        // Behind the thread that draws what was there before.
        task = BackgroundTask(niceness: 5) {
            let worker = makeWorker { shared.wake() }
            while let work = shared.next() { shared.run(work, with: worker) }
            return .success(())
        }
    }

    /// What is asked now; what was asked before is forgotten.
    package func ask(_ queries: [Query]) { shared.ask(queries) }

    /// Has something written; all of it is, in order.
    package func write(_ export: Export) { shared.write(export) }

    /// What came of it since the last call.
    ///
    /// - Parameter seconds: how long to wait for something.
    package func messages(waitingAtMost seconds: Double = 0) -> [Message] {
        shared.takeMessages(waitingAtMost: seconds)
    }

    /// Ends the thread once everything to be written is written.
    ///
    /// What else it does is of no use to anybody any more. The process ends with it unfinished, so
    /// nothing may wait for it: the thread is never joined.
    package func finish() {
        shared.waitForExports()
        shared.stop()
        _ = Unmanaged.passRetained(self)
    }
}

extension ComputeThread {
    /// What the thread is to do next.
    fileprivate enum Work {
        case export(Export)
        case query(Query)
        case advance
    }

    // Unchecked: everything that changes is touched under the lock only.
    fileprivate final class Shared: @unchecked Sendable {
        private let lock = Lock()
        private let notify: Call
        private var queries = [Query]()
        private var exports = [Export]()
        private var isExporting = false
        private var messages = [Message]()
        private var isStopped = false
        /// Whether the first questions are there: nothing is done before them.
        private var isAsked = false
        /// Nothing came of the last look for work behind the screen.
        private var isIdle = false
        /// What is being answered, and whether anybody still wants to know.
        private var current: Query?
        private var isWanted = true

        init(notify: @escaping Call) { self.notify = notify }

        func ask(_ queries: [Query]) {
            lock.withLock {
                if let current, !queries.contains(current) { isWanted = false }
                let answered = messages.compactMap { message -> Query? in
                    if case .answer(let query, _) = message { query } else { nil }
                }
                self.queries = queries.filter {
                    !answered.contains($0) && !(isWanted && $0 == current)
                }
                if !self.queries.isEmpty || !isAsked { lock.signal() }
                isAsked = true
            }
        }

        func write(_ export: Export) {
            lock.withLock {
                exports.append(export)
                // A long answer is given up: a person waits for the file.
                isWanted = false
                lock.signal()
            }
        }

        func takeMessages(waitingAtMost seconds: Double) -> [Message] {
            lock.withLock {
                defer { messages.removeAll() }
                if messages.isEmpty, seconds > 0 { lock.wait(atMost: seconds) }
                return messages
            }
        }

        func stop() {
            lock.withLock {
                isStopped = true
                isWanted = false
                lock.signal()
            }
        }

        func waitForExports() {
            lock.withLock { while isExporting || !exports.isEmpty { lock.wait() } }
        }

        func wake() {
            lock.withLock {
                isIdle = false
                lock.signal()
            }
        }

        /// Waits for work; nil when it is time to end.
        func next() -> Work? {
            lock.withLock {
                while true {
                    if isStopped { return nil }
                    if let export = exports.first {
                        exports.removeFirst()
                        isExporting = true
                        return .export(export)
                    }
                    if !queries.isEmpty {
                        let query = queries.removeFirst()
                        current = query
                        isWanted = true
                        return .query(query)
                    }
                    if isAsked, !isIdle { return .advance }
                    lock.wait()
                }
            }
        }

        func run(_ work: Work, with worker: any ComputeWorker) {
            switch work {
            case .export(let export):
                post([.report(worker.write(export))])
                lock.withLock {
                    isExporting = false
                    lock.signal()
                }
            case .query(let query):
                let answer = worker.answer(query) { self.lock.withLock { !self.isWanted } }
                post(answer.map { [.answer(query, $0)] } ?? [])
            case .advance:
                // Before looking: what comes while it looks wakes it again.
                lock.withLock { isIdle = true }
                guard let messages = worker.advance() else { return }
                lock.withLock { isIdle = false }
                post(messages)
            }
        }

        private func post(_ new: [Message]) {
            lock.withLock {
                current = nil
                messages += new
                lock.signal()
            }
            if !new.isEmpty { notify() }
        }
    }
}

/// A lock that can be waited at until another thread signals.
private final class Lock {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Lets others in until one of them signals; only within `withLock`.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// The same, but not for longer than `seconds`.
    func wait(atMost seconds: Double) {
        var end = timespec()
        clock_gettime(CLOCK_REALTIME, &end)
        let nanoseconds = end.tv_nsec + Int(seconds * 1e9)
        end.tv_sec += nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        pthread_cond_timedwait(condition, mutex, &end)
    }

    func signal() { pthread_cond_broadcast(condition) }
}
