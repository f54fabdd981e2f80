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
        ColorCase(["TERM": "xterm-256color", "CLICOLOR": "1"], .palette256),
        ColorCase(["TERM": "xterm-256color", "CLICOLOR": "0"], .mono),
        ColorCase(
            ["TERM": "xterm-256color", "CLICOLOR": "0", "CLICOLOR_FORCE": "1"], .palette256,
            inPipe: .palette256),
        ColorCase(["TERM": "dumb", "CLICOLOR_FORCE": "1"], .ansi16, inPipe: .ansi16),
        ColorCase(["TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"], .mono),
    ]

    @Test(arguments: colorCases) func findsColors(_ example: ColorCase) {
        let terminal = Self.detect(example.environment)
        #expect(terminal.colors == example.onTerminal)
        #expect(terminal.isTerminal)
        let pipe = Self.detect(example.environment, isTerminal: false)
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
        let found = Self.detect(environment)
        #expect(found.isUTF8 == isUTF8)
        #expect(found.glyphSets == (isUTF8 ? Set(GlyphSet.allCases) : [.ascii, .asciiShapes]))
    }

    struct GlyphCase: Sendable {
        let environment: [String: String]
        /// What the locale's tables know.
        let known: @Sendable (UInt32) -> Int
        let expected: Set<GlyphSet>
    }

    static let glyphCases = [
        GlyphCase(
            environment: ["LANG": "C.UTF-8"], known: { _ in 1 },
            expected: Set(GlyphSet.allCases)),
        // A library from before Unicode 13.
        GlyphCase(
            environment: ["LANG": "C.UTF-8"], known: { $0 < 0x1FB00 ? 1 : -1 },
            expected: Set(GlyphSet.allCases).subtracting([.sextants])),
        // The locale is not on the machine.
        GlyphCase(
            environment: ["LANG": "C.UTF-8"], known: { $0 < 0x80 ? 1 : -1 },
            expected: [.ascii, .asciiShapes]),
        // Blocks are ambiguous in width: some tables of East Asia give them two columns.
        GlyphCase(
            environment: ["LANG": "C.UTF-8"], known: { (0x2580...0x259F).contains($0) ? 2 : 1 },
            expected: [.ascii, .asciiShapes, .braille]),
        GlyphCase(
            environment: ["LANG": "C"], known: { _ in 1 }, expected: [.ascii, .asciiShapes]),
        GlyphCase(
            environment: ["LANG": "C.UTF-8", "TERM": "linux"], known: { _ in 1 },
            expected: [.ascii, .asciiShapes, .halfBlocks]),
    ]

    @Test(arguments: glyphCases) func findsGlyphSets(_ example: GlyphCase) {
        let found = TerminalCapabilities.detect(
            isTerminal: true, windowColumns: 0, windowRows: 0, environment: example.environment,
            width: { example.known($0.value) })
        #expect(found.glyphSets == example.expected)
    }

    @Test(arguments: [
        ([:], false), (["TERM": "dumb"], false), (["TERM": "vt100"], true),
        (["TERM": "xterm-256color", "NO_COLOR": "1"], true),
    ])
    func findsWhetherTheCursorMoves(environment: [String: String], moves: Bool) {
        #expect(Self.detect(environment).canMoveCursor == moves)
        #expect(!Self.detect(environment, isTerminal: false).canMoveCursor)
    }

    /// A terminal of unknown size whose locale knows all characters.
    private static func detect(
        _ environment: [String: String], isTerminal: Bool = true
    ) -> TerminalCapabilities {
        TerminalCapabilities.detect(
            isTerminal: isTerminal, windowColumns: 0, windowRows: 0, environment: environment,
            width: { _ in 1 })
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
            environment: example.environment, width: { _ in 1 })
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

    // Neither machine nor locale is there: the tables of C.UTF-8 stand in.
    @Test(arguments: ["en_US.UTF-8", "xx_XX.utf8", "C.UTF-8"])
    func aMissingLocaleLosesNoGlyphs(name: String) {
        let found = TerminalCapabilities.detect(descriptor: -1, environment: ["LC_ALL": name])
        #expect(found.isUTF8)
        #expect(found.glyphSets.isSuperset(of: [.ascii, .halfBlocks, .blocks, .braille]))
    }

    @Test(arguments: ["C", "POSIX", "xx_XX", ""])
    func withoutUTF8ThereIsASCII(name: String) {
        let found = TerminalCapabilities.detect(descriptor: -1, environment: ["LC_ALL": name])
        #expect(!found.isUTF8)
        #expect(found.glyphSets == [.ascii, .asciiShapes])
    }

    struct Choice: Sendable {
        var isTerminal = true
        var isUTF8 = true
        let colors: ColorDepth
        var glyphSets: Set<GlyphSet>?
        let expected: GlyphSet
    }

    static let choices = [
        Choice(colors: .trueColor, expected: .blocks),
        Choice(colors: .palette256, expected: .blocks),
        Choice(colors: .ansi16, expected: .blocks),
        Choice(colors: .mono, expected: .braille),
        Choice(colors: .ansi16, glyphSets: [.ascii, .halfBlocks], expected: .halfBlocks),
        Choice(colors: .mono, glyphSets: [.ascii, .halfBlocks], expected: .halfBlocks),
        Choice(colors: .trueColor, glyphSets: [.ascii, .braille], expected: .ascii),
        Choice(isUTF8: false, colors: .trueColor, expected: .ascii),
        Choice(isUTF8: false, colors: .mono, expected: .ascii),
        Choice(isTerminal: false, colors: .mono, expected: .ascii),
        Choice(isTerminal: false, colors: .palette256, expected: .blocks),
        Choice(isTerminal: false, isUTF8: false, colors: .palette256, expected: .ascii),
    ]

    @Test(arguments: choices) func choosesGlyphs(_ choice: Choice) {
        let capabilities = TerminalCapabilities(
            isTerminal: choice.isTerminal, isUTF8: choice.isUTF8, colors: choice.colors,
            glyphSets: choice.glyphSets)
        #expect(GlyphSet.automatic(for: capabilities) == choice.expected)
        #expect(
            PictureRenderer(for: capabilities)
                == PictureRenderer(glyphs: choice.expected, colors: choice.colors))
    }

    @Test(arguments: [
        ("boot 7.png", "boot 7.png", "boot 7.png"),
        ("\u{1B}[2J\u{7}\u{9B}\0", "?[2J???", "?[2J???"),
        ("M\u{E4}dchen", "M\u{E4}dchen", "M\u{E4}dchen"),
        ("u\u{308}", "u", "u"),
        ("\u{732B}", "?", "\u{732B}"),
    ])
    func cleansText(text: String, caption: String, line: String) {
        let terminal = TerminalCapabilities(isTerminal: true, isUTF8: true, colors: .mono)
        #expect(terminal.caption(text) == caption)
        #expect(terminal.line(text) == line)
        let ascii = TerminalCapabilities(isTerminal: true, isUTF8: false, colors: .mono)
        #expect(ascii.line("M\u{E4}dchen") == "M?dchen")
    }
}
