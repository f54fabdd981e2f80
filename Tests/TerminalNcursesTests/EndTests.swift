import Glibc
import TerminalUI
import Testing

/// However the program ends, the terminal is as it was.
@Suite(.serialized) struct EndTests {
    private static let xtermEnd = "\u{1B}[?1049l"

    @Test(arguments: [
        ("quit", PseudoTerminal.End.exit(0)), ("exit 3", .exit(3)), ("throw", .exit(70)),
        ("trap out of luck", .signal(SIGILL)), ("background", .signal(SIGILL)),
        ("overflow", .signal(SIGSEGV)),
    ])
    func commandsThatEndIt(command: String, end: PseudoTerminal.End) {
        let session = ProbeSession.opened()
        session.obey("text hello")
        #expect(!session.terminal.hasOldModes)
        _ = session.terminal.takeOutput()
        session.begin(command)
        #expect(session.terminal.waitForEnd() == end)
        expectRestored(session)
    }

    @Test func anAnswerThatIsOnItsWayIsAwaited() {
        let session = ProbeSession.opened()
        session.terminal.send("\u{1B}[0n")
        // The answer after so much may take seconds.
        session.obey("frame")
        session.begin("quit")
        session.terminal.read(milliseconds: 50)
        #expect(!session.terminal.hasOldModes)
        session.terminal.send("\u{1B}[0n")
        #expect(session.terminal.waitForEnd() == .exit(0))
        expectRestored(session)
    }

    @Test func anAnswerThatNeverComesIsNotAwaitedForLong() {
        let session = ProbeSession.opened()
        session.begin("quit")
        #expect(session.terminal.waitForEnd() == .exit(0))
        expectRestored(session)
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGQUIT])
    func signalsThatKill(number: Int32) {
        let session = ProbeSession.opened()
        kill(session.terminal.process, number)
        #expect(session.terminal.waitForEnd() == .signal(number))
        expectRestored(session)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func signalsThatAreEvents(number: Int32) {
        let session = ProbeSession.opened()
        kill(session.terminal.process, number)
        session.terminal.wait { session.events == ["interrupt"] }
        kill(session.terminal.process, number)
        session.terminal.wait { session.events.count == 2 }
        #expect(session.events == ["interrupt", "interrupt"])
        session.begin("hang")
        session.terminal.wait { session.events.count == 3 }
        kill(session.terminal.process, number)
        // Two that come before the process has got one are one.
        session.terminal.wait { !session.terminal.hasPendingSignal }
        #expect(!session.terminal.hasOldModes)
        kill(session.terminal.process, number)
        #expect(session.terminal.waitForEnd() == .signal(number))
        expectRestored(session)
    }

    @Test func controlCIsAnInterrupt() {
        let session = ProbeSession.opened()
        #expect(session.events(1, after: "\u{03}") == ["interrupt"])
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "vt100"])
    func everyTerminalIsPutBack(term: String) {
        for command in ["quit", "trap"] {
            let session = ProbeSession.opened(term: term, columns: 40, rows: 10)
            session.obey("text hello")
            session.begin(command)
            #expect(
                session.terminal.waitForEnd() == (command == "quit" ? .exit(0) : .signal(SIGILL)))
            #expect(session.terminal.hasOldModes)
            let output = session.terminal.takeOutput()
            switch term {
            case "vt100": #expect(output.contains("\u{1B}[10;1H"))
            case "linux": #expect(output.contains("\u{1B}[10;1H") && output.contains("\u{1B}[?25h"))
            default: #expect(output.contains(Self.xtermEnd))
            }
        }
    }

    @Test(arguments: [
        ("dumb", "terminal cannot move its cursor: TERM=dumb: use another terminal, or --plain"),
        (
            "nonesuch",
            "terminal is not known: TERM=nonesuch: set it to what the terminal is, such as "
                + "xterm-256color, or use --plain"
        ),
        (
            "",
            "terminal is not known: TERM: set it to what the terminal is, such as "
                + "xterm-256color, or use --plain"
        ),
    ])
    func terminalsThatWillNotDo(term: String, message: String) {
        let session = ProbeSession(term: term)
        #expect(session.terminal.waitForEnd() == .exit(69))
        #expect(session.terminal.takeOutput() == message + "\r\n")
        #expect(session.terminal.hasOldModes)
    }

    @Test func aPipeWillNotDo() {
        let session = ProbeSession(shell: "/bin/bash")
        session.terminal.send("$PROBE < /dev/null; echo code $?\n")
        session.terminal.wait { session.outputHas("code 69") }
        #expect(
            session.outputHas(
                "not a terminal: standard input or output: "
                    + "run it in a terminal without pipes, or use --plain"))
    }

    @Test func standardErrorAppearsAtTheEnd() {
        for end in ["quit", "trap"] {
            let session = ProbeSession.opened()
            session.obey("errors a warning")
            session.terminal.read(milliseconds: 50)
            #expect(!session.outputHas("a warning"))
            session.begin(end)
            _ = session.terminal.waitForEnd()
            let parts = session.terminal.takeOutput().split(separator: Self.xtermEnd)
            #expect(parts.count == 2)
            #expect(parts.last?.contains("a warning\r\n") == true)
            if end == "trap" { #expect(parts.last?.contains("Fatal error") == true) }
        }
    }

    @Test func closingTwiceIsClosing() {
        let session = ProbeSession.opened()
        session.obey("close")
        #expect(session.terminal.hasOldModes)
        _ = session.terminal.takeOutput()
        for command in ["text x", "redraw", "copy x", "mouse off", "suspend", "close"] {
            session.begin(command)
        }
        session.terminal.read(milliseconds: 50)
        #expect(session.terminal.output == [])
    }

    @Test func aWindowThatIsClosedInterrupts() {
        let session = ProbeSession.opened()
        session.terminal.hangUp()
        for _ in 0..<200 where !session.events.contains("interrupt") { usleep(5000) }
        #expect(session.events.first == "interrupt")
        usleep(500_000)
        #expect(session.events.count < 12)
        session.begin("exit 5")
        var status: Int32 = 0
        waitpid(session.terminal.process, &status, 0)
        #expect(status == 5 << 8)
    }

    @Test func inTheBackgroundItWaitsUntilItIsInFrontAgain() {
        let session = ProbeSession(columns: 80, rows: 24, shell: "/bin/bash")
        session.terminal.send("$PROBE\n")
        session.terminal.wait { session.terminal.marks > 0 }
        session.obey("text before")
        _ = kill(session.child, SIGSTOP)
        session.terminal.wait { session.outputHas("Stopped") }
        _ = session.terminal.takeOutput()
        // Going on behind the shell it must not draw, but be stopped again.
        session.terminal.send("bg\n")
        // The shell tells of it before its next prompt.
        session.terminal.wait {
            session.terminal.send("\n")
            return session.outputHas("Stopped")
        }
        #expect(session.outputHas("Stopped"))
        session.terminal.read(milliseconds: 100)
        #expect(!session.outputHas("before"))
        _ = session.terminal.takeOutput()
        session.terminal.send("fg\n")
        session.terminal.wait { session.outputHas("before") }
        #expect(session.outputHas("before"))
        session.obey("text after")
        #expect(session.outputHas("after"))
    }

    @Test(arguments: ["suspend", "STOP"]) func stoppedItCanBeEndedBehindTheShell(how: String) {
        let session = ProbeSession(columns: 80, rows: 24, shell: "/bin/bash")
        session.terminal.send("$PROBE\n")
        session.terminal.wait { session.terminal.marks > 0 }
        session.obey("text before")
        if how == "suspend" {
            session.begin("suspend")
        } else {
            _ = kill(session.child, SIGSTOP)
        }
        session.terminal.wait { session.outputHas("Stopped") }
        _ = session.terminal.takeOutput()
        session.terminal.send("kill %1\n")
        session.terminal.wait { session.events.contains("interrupt") }
        #expect(session.events == ["interrupt"])
        session.begin("text after")
        session.begin("exit 6")
        session.terminal.wait { session.child == -1 }
        session.terminal.send("\n")
        session.terminal.wait { session.outputHas("Exit 6") }
        #expect(session.outputHas("Exit 6"))
        #expect(!session.outputHas("before"))
        #expect(!session.outputHas("after"))
    }

    @Test(arguments: ["suspend", "TSTP", "STOP"])
    func suspendedAndBack(how: String) {
        let session = ProbeSession(columns: 80, rows: 24, shell: "/bin/bash")
        session.terminal.send("$PROBE\n")
        session.terminal.wait { session.terminal.marks > 0 }
        session.obey("text before")
        _ = session.terminal.takeOutput()
        let marks = session.terminal.marks
        if how == "suspend" {
            session.begin("suspend")
        } else {
            session.terminal.send("")
            _ = kill(session.child, how == "TSTP" ? SIGTSTP : SIGSTOP)
        }
        session.terminal.wait { session.outputHas("Stopped") }
        let output = session.terminal.takeOutput()
        if how != "STOP" { #expect(output.contains(Self.xtermEnd)) }
        session.terminal.resize(columns: 70, rows: 20)
        session.terminal.send("fg\n")
        session.terminal.wait { session.events.contains("resize 70x20") }
        #expect(session.events == ["resize 70x20"])
        // The command itself is done only now.
        if how == "suspend" { session.terminal.wait { session.terminal.marks > marks } }
        session.obey("text after")
        #expect(session.outputHas("\u{1B}[?1049h"))
        #expect(session.outputHas("before"))
        #expect(session.outputHas("after"))
        #expect(session.outputHas("\u{1B}[?1002h"))
        #expect(session.events(1, after: "\u{1B}[A") == ["resize 70x20", "key <Up>"].suffix(1))
        _ = session.terminal.takeOutput()
        session.begin("exit 4")
        session.terminal.wait { session.outputHas("$ ") }
        session.terminal.send("echo code $?\n")
        session.terminal.wait { session.outputHas("code 4") }
        #expect(session.outputHas("code 4"))
    }

    private func expectRestored(_ session: ProbeSession) {
        #expect(session.terminal.hasOldModes)
        let output = session.terminal.takeOutput()
        #expect(!output.contains("^["))
        for sequence in [Self.xtermEnd, "\u{1B}[?25h", "\u{1B}[?1006l", "\u{1B}[?2004l"] {
            #expect(output.contains(sequence))
        }
    }
}
