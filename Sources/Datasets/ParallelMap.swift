import Glibc
package import Platform
import Synchronization

/// The values of `body` at `0..<count`, worked out on as many threads as there are processors.
///
/// Fails as the lowest index that fails does, whatever the threads' pace: indices are handed out
/// in order, and each that was handed out is finished.
package func parallelMap<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Result<Value, Failure>
) -> Result<[Value], Failure> {
    let progress = ParallelProgress<Value>(count: count)
    let threads = min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1), 16, max(count, 1))
    let tasks = (0..<threads).map { _ in
        BackgroundTask<Void> {
            while let index = progress.next() { progress.finish(index, body(index)) }
            return .success(())
        }
    }
    for task in tasks { _ = Result { () throws(Failure) in try task.value() } }
    return progress.outcome
}

private final class ParallelProgress<Value: Sendable>: Sendable {
    private struct State {
        var next = 0
        var values: [Value?]
        var failure: (index: Int, failure: Failure)?
    }

    private let count: Int
    private let state: Mutex<State>

    init(count: Int) {
        self.count = count
        state = Mutex(State(values: Array(repeating: nil, count: count)))
    }

    func next() -> Int? {
        state.withLock { state in
            guard state.next < count, state.failure == nil else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func finish(_ index: Int, _ result: Result<Value, Failure>) {
        state.withLock { state in
            switch result {
            case .success(let value): state.values[index] = value
            case .failure(let failure):
                if index < state.failure?.index ?? .max { state.failure = (index, failure) }
            }
        }
    }

    var outcome: Result<[Value], Failure> {
        state.withLock { state in
            state.failure.map { .failure($0.failure) } ?? .success(state.values.compactMap { $0 })
        }
    }
}
