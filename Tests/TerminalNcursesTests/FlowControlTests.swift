import TerminalNcurses
import Testing

@Suite struct FlowControlTests {
    @Test func aFrameWaitsForItsAnswer() {
        var flow = FlowControl()
        #expect(flow.asks(at: 0))
        flow.asked(at: 0, cells: 2000)
        #expect(flow.isReady(at: 0))
        flow.answered()
        flow.asked(at: 50, cells: 100)
        #expect(!flow.isReady(at: 51))
        #expect(flow.deadline == 50 + 300 + 3 * 100)
        flow.answered()
        #expect(flow.isReady(at: 51))
        #expect(flow.deadline == nil)
    }

    @Test func theFirstAnswerIsNotTakenForTheSecond() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 10, cells: 100)
        flow.answered()
        #expect(!flow.isReady(at: 200))
        flow.answered()
        #expect(flow.isReady(at: 200))
    }

    @Test func aTerminalThatDoesNotAnswerIsAskedNoMore() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 100, cells: 5000)
        #expect(!flow.isReady(at: 399))
        #expect(flow.isReady(at: 400))
        #expect(flow.asks(at: 999))
        #expect(!flow.asks(at: 1000))
        flow.answered()
        #expect(flow.asks(at: 5000))
    }

    @Test func anAnswerThatIsLostIsGivenUp() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.answered()
        flow.asked(at: 10, cells: 0)
        flow.asked(at: 400, cells: 0)
        #expect(!flow.isReady(at: 401))
        flow.answered()
        #expect(flow.isReady(at: 401))
    }

    @Test func twoAnswersMayComeTogether() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 10, cells: 100)
        flow.answered(2)
        #expect(flow.isReady(at: 20))
    }

    @Test func anAnswerMayStillComeUntilItIsOverdue() {
        var flow = FlowControl()
        #expect(flow.lastAnswer(at: 0) == nil)
        flow.asked(at: 0, cells: 0)
        #expect(flow.lastAnswer(at: 5) == 305)
        flow.answered()
        #expect(flow.lastAnswer(at: 5) == nil)
        flow.asked(at: 10, cells: 1000)
        #expect(flow.lastAnswer(at: 20) == 10 + 300 + 3000)
        // One that has never answered is not waited for when it is asked no more.
        var silent = FlowControl()
        silent.asked(at: 0, cells: 0)
        #expect(silent.lastAnswer(at: 1000) == nil)
    }
}
