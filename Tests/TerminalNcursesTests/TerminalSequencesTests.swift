import TerminalNcurses
import Testing

@Suite struct TerminalSequencesTests {
    @Test(arguments: [
        ("xterm-256color", "\u{1B}[1;1H", true, true), ("tmux-256color", "\u{1B}[1;1H", true, true),
        ("linux", "\u{1B}[1;1H", true, false), ("vt100", "\u{1B}[1;1H$<5>", true, false),
        ("vt52", "\u{1B}Y  ", false, false), ("wy50", "\u{1B}=  ", false, false),
    ])
    func whatTheTerminalObeys(term: String, address: String, isANSI: Bool, isModern: Bool) {
        let sequences = TerminalSequences(term: term, cursorAddress: address)
        #expect(sequences.isANSI == isANSI)
        #expect(sequences.isModern == isModern)
    }

    @Test func restorationLeavesTheSecondScreen() {
        let described = [
            "op": "\u{1B}[39;49m", "sgr0": "\u{1B}[m", "rmcup": "\u{1B}[?1049l",
            "rmkx": "\u{1B}[?1l", "cnorm": "\u{1B}[?25h",
        ]
        #expect(
            TerminalSequences(term: "xterm", cursorAddress: "\u{1B}[1;1H")
                .restoration(lastRow: "\u{1B}[24;1H") { described[$0] }
                == "\u{1B}\\\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?2004l"
                + "\u{1B}[39;49m\u{1B}[m\u{1B}[?1049l\u{1B}[?1l\u{1B}[?25h\r")
    }

    @Test func restorationGoesToTheLastRowWithoutOne() {
        let described = ["sgr0": "\u{1B}[m\u{0F}$<2>", "rmkx": "a$b$<3>$"]
        #expect(
            TerminalSequences(term: "vt100", cursorAddress: "\u{1B}[1;1H")
                .restoration(lastRow: "\u{1B}[24;1H$<5>") { described[$0] }
                == "\u{1B}[m\u{0F}\u{1B}[24;1Ha$b$\r")
    }
}
