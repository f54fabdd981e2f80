import RandomFrames
import TerminalUI
import Testing

/// What a terminal shows after the bytes that it gets.
@Suite(.serialized) struct ScreenTests {
    @Test(arguments: [
        ("xterm-256color", 80, 24), ("xterm-256color", 7, 3), ("xterm-256color", 200, 60),
        ("xterm-256color", 1, 1), ("tmux-256color", 40, 12),
    ])
    func randomFramesAreShown(term: String, columns: Int, rows: Int) {
        let session = ProbeSession.opened(term: term, columns: columns, rows: rows)
        var model = ScreenModel(columns: columns, rows: rows)
        var frames = RandomFrames(seed: 7, columns: columns, rows: rows)
        var frame = CellBuffer(columns: columns, rows: rows)
        for number in 0..<(columns == 200 ? 20 : 100) {
            if number % 20 == 13 {
                session.obey("redraw")
            } else {
                session.obey("frame")
                frame = frames.next()
            }
            model.feed(session.terminal.takeOutput())
            let wrong = zip(model.cells.cells, frame.cells).count { $0.visible != $1.visible }
            #expect(wrong == 0, "frame \(number)")
        }
        #expect(model.unknown == [])
    }

    @Test func whatDoesNotDifferIsNotWritten() {
        let session = ProbeSession.opened()
        session.obey("text hello")
        session.terminal.read(milliseconds: 50)
        #expect(session.terminal.takeOutput().contains("hello"))
        session.obey("text hello")
        session.terminal.read(milliseconds: 300)
        #expect(session.terminal.output == [])
    }

    @Test func aRawCellIsWrittenOnlyWhenItChanges() {
        let session = ProbeSession.opened()
        session.obey("colors 1 2 3")
        #expect(session.terminal.takeOutput().contains("38;2;1;"))
        session.obey("colors 1 4 3")
        let output = session.terminal.takeOutput()
        #expect(output.contains("38;2;4;"))
        #expect(!output.contains("38;2;1;") && !output.contains("38;2;3;"))
    }

    @Test(arguments: ["xterm-256color", "linux", "vt100"])
    func theLastCellIsShown(term: String) {
        let session = ProbeSession.opened(term: term, columns: 20, rows: 5)
        session.obey("corner")
        var model = ScreenModel(columns: 20, rows: 5)
        model.feed(session.terminal.takeOutput())
        #expect(model.cells[19, 4].glyph == "#")
        #expect(model.cells.cells.count { $0.glyph != " " } == 1)
    }

    @Test func aSmallFrameIsPadded() {
        let session = ProbeSession.opened(columns: 6, rows: 2)
        session.obey("text abcdef")
        session.obey("small")
        var model = ScreenModel(columns: 6, rows: 2)
        model.feed(session.terminal.takeOutput())
        #expect(model.cells.lines() == ["ss", ""])
    }

    @Test func glyphsThatTakeNotOneColumnBecomeQuestionMarks() {
        let session = ProbeSession.opened(columns: 8, rows: 1)
        session.obey("text a漢\u{301}é")
        #expect(session.terminal.takeOutput().contains("a??é"))
    }

    @Test func withoutUTF8AllIsASCII() {
        let session = ProbeSession.opened(columns: 8, rows: 1, locale: "C")
        session.obey("text aé⣿b")
        #expect(session.terminal.takeOutput().contains("a??b"))
    }

    @Test(arguments: [("linux", ""), ("vt100", ""), ("xterm-256color", "")])
    func anyColorsAreShownSomehow(term: String, colorTerm: String) {
        let session = ProbeSession.opened(
            term: term, columns: 30, rows: 8, locale: "C.UTF-8", colorTerm: colorTerm)
        var model = ScreenModel(columns: 30, rows: 8)
        var frames = RandomFrames(seed: 7, columns: 30, rows: 8)
        for _ in 0..<40 {
            session.obey("frame")
            let frame = frames.next()
            model.feed(session.terminal.takeOutput())
            let wrong = zip(model.cells.cells, frame.cells).count { $0.glyph != $1.glyph }
            #expect(wrong == 0)
        }
        let allowed: [String: ClosedRange<Int>] = ["vt100": 0...0, "linux": 1...9]
        let colors = Set(model.cells.cells.flatMap { [$0.foreground, $0.background] })
            .subtracting([.standard])
        if let range = allowed[term] { #expect(range.contains(colors.count)) }
        #expect(!colors.contains { if case .rgb = $0 { true } else { false } })
    }

    @Test func framesAreShownInOneGo() {
        let session = ProbeSession.opened()
        session.obey("text one")
        let output = session.terminal.takeOutput()
        #expect(output.contains("\u{1B}[?2026hone"))
        #expect(output.hasSuffix("\u{1B}[?2026l\u{1B}[5n"))
    }

    @Test func theLinuxConsoleGetsNothingThatItDoesNotKnow() {
        let session = ProbeSession.opened(term: "linux")
        session.obey("text one")
        session.obey("copy two")
        session.begin("quit")
        _ = session.terminal.waitForEnd()
        let output = session.terminal.takeOutput()
        for sequence in ["?2026", "?2004", "?1002", "?1006", "]52"] {
            #expect(!output.contains(sequence))
        }
    }

    @Test func theClipboardGetsText() {
        let session = ProbeSession.opened()
        _ = session.terminal.takeOutput()
        session.obey("copy z = 1.5 é")
        #expect(session.terminal.takeOutput() == "\u{1B}]52;c;eiA9IDEuNSDDqQ==\u{07}")
    }

    @Test func theMouseCanBeSwitched() {
        let session = ProbeSession.opened()
        #expect(session.terminal.takeOutput().contains("\u{1B}[?1002h\u{1B}[?1006h"))
        session.obey("mouse off")
        #expect(session.terminal.takeOutput() == "\u{1B}[?1006l\u{1B}[?1002l")
        session.obey("mouse off")
        #expect(session.terminal.takeOutput() == "")
        session.obey("mouse on")
        #expect(session.terminal.takeOutput() == "\u{1B}[?1002h\u{1B}[?1006h")
    }

    @Test func answersMakeTheTerminalReady() {
        let session = ProbeSession.opened()
        session.terminal.send("\u{1B}[0n")
        session.obey("frame")
        session.obey("ready")
        session.terminal.send("\u{1B}[0n")
        session.terminal.read(milliseconds: 50)
        session.obey("ready")
        #expect(session.events == ["ready false", "ready true"])
    }

    @Test func answersThatComeTogetherAreCounted() {
        let session = ProbeSession.opened()
        session.obey("frame")
        session.terminal.send("\u{1B}[0n\u{1B}[0n")
        session.terminal.read(milliseconds: 50)
        session.obey("ready")
        #expect(session.events == ["ready true"])
    }

    @Test func linesThatMoveUpAreWrittenAnew() {
        let session = ProbeSession.opened(columns: 40, rows: 20)
        var model = ScreenModel(columns: 40, rows: 20)
        for first in 0..<8 {
            session.obey("list \(first)")
            // Scrolling would move what is written past curses as well.
            model.feed(session.terminal.takeOutput())
            for row in 0..<20 {
                #expect(model.cells[0, row].glyph == Unicode.Scalar(UInt8(65 + first + row)))
                #expect(model.cells[39, row].foreground == .rgb(UInt8(8 * (first + row)), 0, 0))
            }
        }
        #expect(model.unknown == [])
    }

    @Test func aSlowLineHoldsOneFrame() {
        // Of these frames the line itself would hold several.
        let session = ProbeSession.opened(columns: 10, rows: 4)
        session.begin("animate 60000")
        let clock = ContinuousClock()
        var text = session.terminal.takeOutput()
        var answers = 0
        var isInStep = false
        var onTime = clock.now
        var silentRounds = 0
        for _ in 0..<1000 where answers < 20 {
            // Six kilobytes in a second, and an answer when a question has come through.
            text += session.terminal.trickle(bytes: 150, milliseconds: 25)
            // Where the test itself is held up, the line is slower, and frames are given up.
            silentRounds += 1
            #expect(silentRounds < 100)
            onTime += .milliseconds(25)
            if clock.now - onTime > .milliseconds(200) { return }
            let questions = text.split(separator: "\u{1B}[5n", omittingEmptySubsequences: false)
            for _ in answers..<questions.count - 1 {
                session.terminal.send("\u{1B}[0n")
                answers += 1
                onTime = clock.now
                silentRounds = 0
            }
            // The blank screen asks too, and several frames may go before the first answer.
            let underWay = 1 + session.events.count { $0 == "shown" } - answers
            isInStep = isInStep || answers > 0 && underWay <= 1
            #expect(!isInStep || underWay <= 1)
        }
        #expect(isInStep)
        #expect(answers == 20)
    }

    @Test func withoutAnswersItIsAskedNoMore() {
        let session = ProbeSession.opened()
        session.obey("text one")
        session.terminal.read(milliseconds: 1100)
        session.obey("text two")
        session.obey("ready")
        #expect(session.events == ["ready true"])
        #expect(session.terminal.takeOutput().hasSuffix("\u{1B}[?2026l"))
    }

    @Test func sizesFollowTheTerminal() {
        let session = ProbeSession.opened(columns: 80, rows: 24)
        session.terminal.resize(columns: 100, rows: 30)
        session.terminal.wait { session.events == ["resize 100x30"] }
        #expect(session.events == ["resize 100x30"])
        for step in 0..<60 {
            let columns = [1, 300, 2, 80, 17][step % 5]
            let rows = [1, 100, 3, 24][step % 4]
            session.terminal.resize(columns: columns, rows: rows)
            session.begin("small")
            session.terminal.read(milliseconds: step % 7)
        }
        session.terminal.resize(columns: 500, rows: 300)
        session.terminal.wait { session.events.last == "resize 500x300" }
        session.terminal.resize(columns: 9, rows: 4)
        session.terminal.wait { session.events.last == "resize 9x4" }
        session.terminal.read(milliseconds: 100)
        _ = session.terminal.takeOutput()
        session.obey("text size")
        session.obey("corner")
        var model = ScreenModel(columns: 9, rows: 4)
        model.feed(session.terminal.takeOutput())
        #expect(model.cells.lines(isTrimmed: true) == ["", "", "", "        #"])
        #expect(model.unknown == [])
    }
}
