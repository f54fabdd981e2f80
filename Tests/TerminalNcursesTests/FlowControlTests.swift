import TerminalNcurses
import Testing

@Suite struct FlowControlTests {
    @Test func aFrameWaitsForItsAnswer() {
        var flow = FlowControl()
        #expect(flow.asks(at: 0))
        flow.asked(at: 0, cells: 2000)
        #expect(flow.isReady(at: 0))
        flow.answered(at: 10)
        flow.asked(at: 50, cells: 100)
        #expect(!flow.isReady(at: 51))
        #expect(flow.deadline == 50 + 300 + 3 * 100)
        flow.answered(at: 51)
        #expect(flow.isReady(at: 51))
        #expect(flow.deadline == nil)
    }

    @Test func theFirstAnswerIsNotTakenForTheSecond() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 10, cells: 100)
        flow.answered(at: 20)
        #expect(!flow.isReady(at: 200))
        flow.answered(at: 200)
        #expect(flow.isReady(at: 200))
    }

    @Test func aLineThatIsSlowFromTheStartFallsIntoStep() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 100)
        for time in [0, 300, 600] {
            #expect(flow.isReady(at: time))
            flow.asked(at: time, cells: 100)
        }
        flow.answered(at: 800)
        for time in [1000, 1300, 1600] {
            #expect(!flow.isReady(at: time))
            flow.answered(at: time)
        }
        #expect(flow.isReady(at: 1600))
        flow.asked(at: 1600, cells: 100)
        #expect(flow.deadline == 1600 + 300 + 3 * 100)
    }

    @Test func aTerminalThatDoesNotAnswerIsAskedNoMore() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 100, cells: 5000)
        #expect(!flow.isReady(at: 399))
        #expect(flow.isReady(at: 400))
        #expect(flow.asks(at: 999))
        #expect(!flow.asks(at: 1000))
        flow.answered(at: 1000)
        #expect(flow.asks(at: 5000))
    }

    @Test func anAnswerThatIsLostIsGivenUp() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.answered(at: 5)
        flow.asked(at: 10, cells: 0)
        flow.asked(at: 400, cells: 0)
        #expect(!flow.isReady(at: 401))
        flow.answered(at: 401)
        #expect(flow.isReady(at: 401))
    }

    @Test func whoTakesOverGetsTheAnswers() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.answered(at: 5)
        flow.asked(at: 10, cells: 12_000)
        flow.forget()
        #expect(flow.isReady(at: 20) && flow.lastAnswer(at: 20) == nil)
        flow.asked(at: 20, cells: 100)
        #expect(flow.deadline == 20 + 300 + 3 * 100)
    }

    @Test func twoAnswersMayComeTogether() {
        var flow = FlowControl()
        flow.asked(at: 0, cells: 0)
        flow.asked(at: 10, cells: 100)
        flow.answered(2, at: 20)
        #expect(flow.isReady(at: 20))
    }

    @Test func anAnswerMayStillComeUntilItIsOverdue() {
        var flow = FlowControl()
        #expect(flow.lastAnswer(at: 0) == nil)
        flow.asked(at: 0, cells: 0)
        #expect(flow.lastAnswer(at: 5) == 305)
        flow.answered(at: 5)
        #expect(flow.lastAnswer(at: 5) == nil)
        flow.asked(at: 10, cells: 1000)
        #expect(flow.lastAnswer(at: 20) == 10 + 300 + 3000)
        // One that has never answered is not waited for when it is asked no more.
        var silent = FlowControl()
        silent.asked(at: 0, cells: 0)
        #expect(silent.lastAnswer(at: 1000) == nil)
    }
}
