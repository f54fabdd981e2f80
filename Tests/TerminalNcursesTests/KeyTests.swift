import Testing

/// What comes as bytes, as the events that a program gets.
@Suite(.serialized) struct KeyTests {
    private static let everywhere: [(String, String)] = [
        ("a", "a"), ("Q", "Q"), (" ", "<Space>"), ("<", "<lt>"), ("é", "é"), ("⣿", "⣿"),
        ("😀", "😀"), ("\r", "<Enter>"), ("\n", "<Enter>"), ("\t", "<Tab>"), ("\u{7F}", "<BS>"),
        ("\u{08}", "<BS>"), ("\u{12}", "<C-r>"), ("\u{1A}", "<C-z>"), ("\u{11}", "<C-q>"),
        ("\u{13}", "<C-s>"), ("\u{16}", "<C-v>"), ("\u{0F}", "<C-o>"), ("\u{04}", "<C-d>"),
        ("\u{1F}", "<C-_>"), ("\u{1B}", "<Esc>"), ("\u{1B}x", "<A-x>"), ("\u{1B}ü", "<A-ü>"),
        ("\u{1B}\r", "<A-Enter>"), ("\u{1B}\u{12}", "<C-A-r>"), ("\u{1B}[", "<A-[>"),
        ("\u{1B}O", "<A-O>"),
        ("\u{1B}[1;2A", "<S-Up>"), ("\u{1B}[1;2B", "<S-Down>"), ("\u{1B}[1;2C", "<S-Right>"),
        ("\u{1B}[1;2D", "<S-Left>"), ("\u{1B}[1;5C", "<C-Right>"), ("\u{1B}[1;3D", "<A-Left>"),
        ("\u{1B}[1;6A", "<S-C-Up>"), ("\u{1B}[1;2H", "<S-Home>"), ("\u{1B}[1;2F", "<S-End>"),
        ("\u{1B}[5;2~", "<S-PageUp>"), ("\u{1B}[6;2~", "<S-PageDown>"),
        ("\u{1B}[5;5~", "<C-PageUp>"), ("\u{1B}[3;5~", "<C-Del>"), ("\u{1B}[3;2~", "<S-Del>"),
        ("\u{1B}[5~", "<PageUp>"), ("\u{1B}[6~", "<PageDown>"), ("\u{1B}[3~", "<Del>"),
        ("\u{1B}[2~", "<Ins>"), ("\u{1B}[1~", "<Home>"), ("\u{1B}[4~", "<End>"),
        ("\u{1B}[A", "<Up>"), ("\u{1B}OA", "<Up>"), ("\u{1B}OB", "<Down>"), ("\u{1B}OM", "<Enter>"),
        ("\u{1B}\u{1B}[A", "<A-Up>"), ("\u{1B}[Z", "<S-Tab>"),
    ]

    private static let xterm: [(String, String)] = [
        ("\u{1B}OC", "<Right>"), ("\u{1B}OD", "<Left>"), ("\u{1B}OH", "<Home>"),
        ("\u{1B}OF", "<End>"), ("\u{1B}OP", "<F1>"), ("\u{1B}OS", "<F4>"),
        ("\u{1B}[15~", "<F5>"), ("\u{1B}[24~", "<F12>"), ("\u{1B}[1;2P", "<S-F1>"),
        ("\u{1B}[24;2~", "<S-F12>"), ("\u{1B}[15;5~", "<C-F5>"),
    ]

    private static let linux: [(String, String)] = [
        ("\u{1B}[[A", "<F1>"), ("\u{1B}[[E", "<F5>"), ("\u{1B}[17~", "<F6>"),
        ("\u{1B}[C", "<Right>"), ("\u{1B}[D", "<Left>"),
    ]

    @Test(arguments: [
        ("xterm-256color", everywhere + xterm), ("tmux-256color", everywhere + xterm),
        ("linux", everywhere + linux), ("vt100", everywhere),
    ])
    func keys(term: String, table: [(String, String)]) {
        let session = ProbeSession.opened(term: term)
        for (bytes, key) in table {
            #expect(
                session.events(1, after: bytes) == ["key \(key)"], "\(term) \(Array(bytes.utf8))")
        }
        session.obey("drain")
        #expect(session.events.count == table.count)
    }

    @Test(arguments: ["\u{1B}[<0;11;6M", "\u{1B}[0n", "\u{1B}[?64;1c", "\u{1B}]0;title\u{07}"])
    func escapeIsAKeyAlsoRightBeforeAReport(report: String) {
        let session = ProbeSession.opened()
        let reports = report.hasSuffix("M") ? ["press 10 5 0"] : []
        #expect(
            session.events(2 + reports.count, after: "\u{1B}\(report)x")
                == ["key <Esc>"] + reports + ["key x"])
    }

    @Test func keysWithAltThatMightBeginATextAreKeys() {
        let session = ProbeSession.opened()
        #expect(session.events(1, after: "\u{1B}P") == ["key <A-P>"])
        #expect(session.events(1, after: "\u{1B}]") == ["key <A-]>"])
    }

    @Test func keysThatComeTogetherStayInOrder() {
        let session = ProbeSession.opened()
        #expect(
            session.events(8, after: "ab\u{1B}[A\u{1B}[1;5B\u{1B}OPéc\u{1B}")
                == [
                    "key a", "key b", "key <Up>", "key <C-Down>", "key <F1>", "key é", "key c",
                    "key <Esc>",
                ])
    }

    @Test func aSequenceThatComesInPiecesIsOneKey() {
        let session = ProbeSession.opened(more: ["SSH_TTY=/dev/pts/0"])
        for piece in ["\u{1B}[1", ";5", "A"] {
            session.terminal.send(piece)
            session.terminal.read(milliseconds: 40)
        }
        session.terminal.send([0xC3])
        session.terminal.read(milliseconds: 40)
        session.terminal.send([0xA9])
        session.terminal.wait { session.events.count == 2 }
        #expect(session.events == ["key <C-Up>", "key é"])
    }

    @Test(arguments: [
        "\u{1B}[?64;1c", "\u{1B}[99~", "\u{1B}[1;2;3Y", "\u{1B}[200;1u", "\u{1B}[<3;1;1M",
        "\u{1B}[<2;1;1M", "\u{1B}[M !!", "\u{1B}[I", "\u{1B}[0n",
        "\u{1B}[3n", "\u{1B}Oz", "\u{1B}[1;",
        "\u{1B}[" + String(repeating: "9;", count: 200) + "Y",
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{07}", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\",
        "\u{1B}P>|xterm(390)\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}]0;never ends",
    ])
    func unknownSequencesAreSwallowed(sequence: String) {
        let session = ProbeSession.opened()
        session.terminal.send(sequence)
        // What comes too soon after a sequence that is open is its end.
        let isOpen = ["\u{1B}[1;", "\u{1B}]0;never ends"].contains(sequence)
        session.terminal.read(milliseconds: isOpen ? 3000 : 400)
        #expect(session.events(1, after: "x") == ["key x"])
    }

    @Test func brokenCharactersAreLeftOut() {
        let session = ProbeSession.opened()
        session.terminal.send([0xE9, 0x78, 0xFF, 0x80, 0xC3, 0x28, 0xC2, 0x85, 0x79])
        session.terminal.wait { session.events.count == 3 }
        #expect(session.events == ["key x", "key (", "key y"])
    }

    @Test func whatIsNotASCIIIsLeftOutWithoutUTF8() {
        let session = ProbeSession.opened(locale: "C")
        #expect(session.events(1, after: "é\u{1B}éx") == ["key x"])
    }

    @Test func pastedTextIsCharacters() {
        let session = ProbeSession.opened()
        #expect(
            session.events(6, after: "\u{1B}[200~aü\u{12}\r\n\t\u{1B}[A\u{1B}Ox \u{1B}[201~\u{12}")
                == [
                    "key <P-a>", "key <P-ü>", "key <P-O>", "key <P-x>", "key <P-Space>",
                    "key <C-r>",
                ])
    }

    @Test(arguments: ["xterm-256color", "tmux-256color"])
    func theMouse(term: String) {
        let session = ProbeSession.opened(term: term)
        let bytes = [
            "<0;11;6M", "<32;12;6M", "<0;12;7m", "<64;1;1M", "<65;80;24M", "<4;1;1M",
            "<24;300;100M",
        ].map { "\u{1B}[\($0)" }.joined()
        #expect(
            session.events(7, after: bytes)
                == [
                    "press 10 5 0", "drag 11 5 0", "release 11 6 0", "wheel-up 0 0 0",
                    "wheel-down 79 23 0", "press 0 0 1", "press 299 99 6",
                ])
    }
}
