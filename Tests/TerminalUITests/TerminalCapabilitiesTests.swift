import Glibc
import TerminalUI
import Testing

@Suite struct TerminalCapabilitiesTests {
    struct ColorCase: Sendable, CustomTestStringConvertible {
        let environment: [String: String]
        let onTerminal: ColorDepth
        var inPipe = ColorDepth.mono
        var testDescription: String {
            environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
        }

        init(
            _ environment: [String: String], _ onTerminal: ColorDepth,
            inPipe: ColorDepth = .mono
        ) {
            self.environment = environment
            self.onTerminal = onTerminal
            self.inPipe = inPipe
        }
    }

    static let colorCases: [ColorCase] = [
        ColorCase([:], .mono),
        ColorCase(["TERM": ""], .mono),
        ColorCase(["TERM": "dumb"], .mono),
        ColorCase(["TERM": "dumb", "COLORTERM": "truecolor"], .mono),
        ColorCase(["TERM": "vt100"], .mono),
        ColorCase(["TERM": "linux"], .ansi16),
        ColorCase(["TERM": "xterm"], .ansi16),
        ColorCase(["TERM": "xterm-color"], .ansi16),
        ColorCase(["TERM": "screen"], .ansi16),
        ColorCase(["TERM": "rxvt-unicode"], .ansi16),
        ColorCase(["TERM": "vt220", "COLORTERM": "yes"], .ansi16),
        ColorCase(["TERM": "xterm-256color"], .palette256),
        ColorCase(["TERM": "tmux-256color"], .palette256),
        ColorCase(["TERM": "screen.xterm-256color"], .palette256),
        ColorCase(["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor),
        ColorCase(["TERM": "xterm", "COLORTERM": "24bit"], .trueColor),
        ColorCase(["TERM": "xterm-direct"], .trueColor),
        ColorCase(["TERM": "xterm-kitty"], .trueColor),
        ColorCase(["TERM": "foot"], .trueColor),
        ColorCase(["TERM": "xterm-256color", "NO_COLOR": "1"], .mono),
        ColorCase(["TERM": "xterm-256color", "NO_COLOR": ""], .palette256),
        ColorCase(
            ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"], .palette256, inPipe: .palette256),
        ColorCase(["TERM": "xterm-256color", "CLICOLOR_FORCE": "0"], .palette256),
        ColorCase(["CLICOLOR_FORCE": "1"], .ansi16, inPipe: .ansi16),
        ColorCase(["TERM": "dumb", "CLICOLOR_FORCE": "1"], .ansi16, inPipe: .ansi16),
        ColorCase(["TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"], .mono),
    ]

    @Test(arguments: colorCases) func findsColors(_ example: ColorCase) {
        let terminal = TerminalCapabilities.detect(
            isTerminal: true, windowColumns: 0, windowRows: 0, environment: example.environment)
        #expect(terminal.colors == example.onTerminal)
        #expect(terminal.isTerminal)
        let pipe = TerminalCapabilities.detect(
            isTerminal: false, windowColumns: 0, windowRows: 0, environment: example.environment)
        #expect(pipe.colors == example.inPipe)
        #expect(!pipe.isTerminal)
    }

    static let locales: [([String: String], Bool)] = [
        ([:], false),
        (["LANG": "C"], false),
        (["LANG": "de_DE.UTF-8"], true),
        (["LANG": "C.utf8"], true),
        (["LANG": "de_DE.ISO-8859-1"], false),
        (["LANG": "C", "LC_CTYPE": "C.UTF-8"], true),
        (["LANG": "C.UTF-8", "LC_CTYPE": "C"], false),
        (["LANG": "C.UTF-8", "LC_CTYPE": "C.UTF-8", "LC_ALL": "C"], false),
        (["LANG": "C", "LC_CTYPE": "", "LC_ALL": "en_US.UTF8"], true),
        (["LANG": "C.UTF-8", "LC_ALL": ""], true),
    ]

    @Test(arguments: locales) func findsUTF8(environment: [String: String], isUTF8: Bool) {
        let found = TerminalCapabilities.detect(
            isTerminal: true, windowColumns: 0, windowRows: 0, environment: environment)
        #expect(found.isUTF8 == isUTF8)
    }

    struct SizeCase: Sendable {
        let window: [Int]
        let environment: [String: String]
        let expected: [Int]
    }

    static let sizes = [
        SizeCase(window: [0, 0], environment: [:], expected: [80, 24]),
        SizeCase(window: [132, 50], environment: ["COLUMNS": "99"], expected: [132, 50]),
        SizeCase(
            window: [0, 0], environment: ["COLUMNS": "99", "LINES": "7"], expected: [99, 7]),
        SizeCase(window: [0, 40], environment: ["COLUMNS": "zero"], expected: [80, 40]),
        SizeCase(window: [0, 0], environment: ["COLUMNS": "-5"], expected: [80, 24]),
        SizeCase(window: [0, 0], environment: ["COLUMNS": "99999999"], expected: [80, 24]),
    ]

    @Test(arguments: sizes) func findsTheSize(_ example: SizeCase) {
        let found = TerminalCapabilities.detect(
            isTerminal: true, windowColumns: example.window[0], windowRows: example.window[1],
            environment: example.environment)
        #expect([found.columns, found.rows] == example.expected)
    }

    @Test func asksTheSystemAboutAPipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        let found = TerminalCapabilities.detect(
            descriptor: ends[1],
            environment: ["TERM": "xterm-256color", "COLUMNS": "100", "LANG": "C.UTF-8"])
        #expect(
            found
                == TerminalCapabilities(
                    isTerminal: false, columns: 100, isUTF8: true, colors: .mono))
    }

    @Test func asksTheSystemAboutATerminal() throws {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        defer { close(terminal) }
        var size = winsize(ws_row: 33, ws_col: 123, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
        let found = TerminalCapabilities.detect(
            descriptor: terminal, environment: ["TERM": "xterm-256color", "COLUMNS": "100"])
        #expect(
            found
                == TerminalCapabilities(
                    isTerminal: true, columns: 123, rows: 33, isUTF8: false, colors: .palette256))
    }

    @Test(arguments: ColorDepth.allCases, [true, false])
    func choosesGlyphs(colors: ColorDepth, isUTF8: Bool) {
        let capabilities = TerminalCapabilities(
            isTerminal: true, isUTF8: isUTF8, colors: colors)
        let expected: GlyphSet =
            !isUTF8
            ? .ascii : colors == .palette256 || colors == .trueColor ? .halfBlocks : .braille
        #expect(GlyphSet.automatic(for: capabilities) == expected)
        #expect(
            PictureRenderer(for: capabilities)
                == PictureRenderer(glyphs: expected, colors: colors))
    }
}
