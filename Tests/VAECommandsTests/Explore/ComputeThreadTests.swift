import Glibc
import LatentExplorer
import Synchronization
import Testing
import VAECommands

/// What the thread behind the explorer does first, and what never.
@Suite final class ComputeThreadTests {
    private let desk = Desk()
    private let compute: ComputeThread

    init() {
        compute = ComputeThread(notify: { [desk] in desk.change { $0.notices += 1 } }) {
            [desk] wake in
            desk.change { $0.wake = wake }
            return DeskWorker(desk: desk)
        }
    }

    // Who drops the thread would wait for its end.
    deinit { compute.finish() }

    private func question(_ number: Float) -> Query { .picture(z: [number], mode: .mean) }

    /// All that comes until there are `count` messages.
    private func messages(_ count: Int) -> [String] {
        var texts = [String]()
        for _ in 0..<200 where texts.count < count {
            texts += compute.messages(waitingAtMost: 0.1).map { message in
                switch message {
                case .answer(.picture(let z, _), _): "answer \(Int(z[0]))"
                case .report(let text): text
                default: "\(message)"
                }
            }
        }
        return texts
    }

    @Test func onlyTheNewestQuestionsAreAnswered() {
        desk.change { $0.isHeld = true }
        compute.ask([question(1)])
        desk.wait { $0.log == ["answer 1"] }
        compute.ask([question(2), question(3)])
        compute.ask([question(4), question(5)])
        desk.change { $0.isHeld = false }
        #expect(messages(2) == ["answer 4", "answer 5"])
        #expect(desk.state.log.filter { $0 != "advance" } == ["answer 1", "answer 4", "answer 5"])
    }

    @Test func aQuestionThatIsAskedAgainIsNotBegunAnew() {
        desk.change { $0.isHeld = true }
        compute.ask([question(1)])
        desk.wait { $0.log == ["answer 1"] }
        compute.ask([question(2), question(1)])
        desk.change { $0.isHeld = false }
        // The second is answered although nobody has taken the first answer.
        desk.wait { $0.notices == 2 }
        compute.ask([question(1), question(2), question(3)])
        #expect(messages(3) == ["answer 1", "answer 2", "answer 3"])
        let answered = desk.state.log.filter { $0 != "advance" }
        #expect(answered == ["answer 1", "answer 2", "answer 3"])
        // Who asks when the answer has been taken wants another.
        compute.ask([question(1)])
        #expect(messages(1) == ["answer 1"])
    }

    @Test func allExportsAreWrittenInOrderBeforeTheEnd() {
        desk.change { $0.isHeld = true }
        compute.ask([question(1), question(2)])
        desk.wait { $0.log == ["answer 1"] }
        for name in ["a", "b", "c"] { compute.write(Export(.picture([0]), path: name)) }
        desk.change { $0.isHeld = false }
        compute.finish()
        let written = messages(3).filter { $0.hasPrefix("written") }
        #expect(written == ["written a", "written b", "written c"])
        // The answer that was under way has been given up for them, and the next one comes later.
        #expect(desk.state.log.prefix(4) == ["answer 1", "write a", "write b", "write c"])
    }

    @Test func whatIsDoneBehindTheScreenWaitsForTheFirstQuestionsAndRests() {
        desk.change { $0.pieces = 2 }
        desk.wait { $0.wake != nil }
        usleep(20_000)
        #expect(desk.state.log == [])
        compute.ask([question(1)])
        // Each piece may bring another, until one look finds none.
        let expected = ["answer 1", "advance", "advance", "advance"]
        desk.wait { $0.log == expected }
        usleep(20_000)
        #expect(desk.state.log == expected)
        #expect(messages(3) == ["answer 1", "piece 2", "piece 1"])
        #expect(desk.state.notices == 3)
        desk.change { $0.pieces = 1 }
        desk.state.wake?()
        #expect(messages(1) == ["piece 1"])
    }
}

/// What the test and the worker share.
private final class Desk: Sendable {
    struct State {
        /// What the worker was asked for.
        var log = [String]()
        /// Whether answers take until this is over, or they are cancelled once it is.
        var isHeld = false
        /// Pieces of work behind the screen that are left.
        var pieces = 0
        var notices = 0
        var wake: ComputeThread.Call?
    }

    private let shared = Mutex(State())

    var state: State { shared.withLock { $0 } }

    func change(_ body: (inout State) -> Void) { shared.withLock { body(&$0) } }

    /// Waits, but not so long that what never comes holds up all tests.
    func wait(until isDone: (State) -> Bool) {
        for _ in 0..<40_000 {
            if isDone(state) { return }
            usleep(500)
        }
    }
}

private struct DeskWorker: ComputeWorker {
    let desk: Desk

    func answer(_ query: Query, isCancelled: () -> Bool) -> Answer? {
        if case .picture(let z, _) = query {
            desk.change { $0.log.append("answer \(Int(z[0]))") }
        }
        desk.wait { !$0.isHeld }
        return isCancelled() ? nil : .none("")
    }

    func advance() -> [Message]? {
        var piece = 0
        desk.change { state in
            state.log.append("advance")
            piece = state.pieces
            state.pieces = max(piece - 1, 0)
        }
        return piece > 0 ? [.report("piece \(piece)")] : nil
    }

    func write(_ export: Export) -> String {
        let name = export.path ?? ""
        desk.change { $0.log.append("write \(name)") }
        return "written \(name)"
    }
}
