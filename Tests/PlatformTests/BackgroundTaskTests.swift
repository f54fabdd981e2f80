import Glibc
import Platform
import Synchronization
import Testing

@Suite struct BackgroundTaskTests {
    /// A flag that two threads share.
    private final class Flag: Sendable {
        private let raised = Atomic<Bool>(false)
        var isRaised: Bool { raised.load(ordering: .acquiring) }
        func raise() { raised.store(true, ordering: .releasing) }
        func wait() { while !isRaised { usleep(100) } }
    }

    @Test func theValueMayBeAskedTwice() throws {
        let task = BackgroundTask<[Int]> { .success([1, 2, 3]) }
        #expect(try task.value() == [1, 2, 3])
        #expect(try task.value() == [1, 2, 3])
    }

    @Test func aFailureIsThrownEachTime() {
        let failure = Failure(.data, "broken", at: "here", remedy: "mend it")
        let task = BackgroundTask<Int> { .failure(failure) }
        #expect(throws: failure) { try task.value() }
        #expect(throws: failure) { try task.value() }
    }

    @Test func theNicenessIsThatOfItsThreadAlone() throws {
        func niceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
        let own = niceness()
        let task = BackgroundTask<Int32>(niceness: 19) {
            .success(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
        }
        #expect(try task.value() == 19)
        #expect(niceness() == own)
    }

    @Test(.timeLimit(.minutes(1))) func theWorkRunsBesideItsOwner() throws {
        let started = Flag()
        let released = Flag()
        let task = BackgroundTask<Bool> {
            started.raise()
            released.wait()
            return .success(true)
        }
        started.wait()
        released.raise()
        #expect(try task.value())
    }

    @Test func whoDropsATaskWaitsForItsEnd() {
        let ended = Flag()
        do {
            _ = BackgroundTask<Int> {
                usleep(20_000)
                ended.raise()
                return .success(1)
            }
        }
        #expect(ended.isRaised)
    }

    @Test func theBodyIsReleased() throws {
        final class Witness: Sendable {
            let gone: Flag
            init(_ gone: Flag) { self.gone = gone }
            deinit { gone.raise() }
        }
        let gone = Flag()
        do {
            let witness = Witness(gone)
            let task = BackgroundTask<Bool> { .success(witness.gone.isRaised) }
            #expect(try !task.value())
        }
        #expect(gone.isRaised)
    }

    @Test func manyTasksGiveTheirOwnValues() throws {
        let tasks = (0..<100).map { number in BackgroundTask<Int> { .success(number * number) } }
        for (number, task) in tasks.enumerated() { #expect(try task.value() == number * number) }
    }
}
