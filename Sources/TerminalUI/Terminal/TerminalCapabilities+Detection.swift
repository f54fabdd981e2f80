import Glibc

extension TerminalCapabilities {
    /// What `descriptor` can show, by the system and this process's environment.
    ///
    /// Standard output is descriptor 1.
    public static func current(descriptor: Int32 = 1) -> TerminalCapabilities {
        var environment = [String: String]()
        for name in relevantNames {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        return detect(descriptor: descriptor, environment: environment)
    }

    /// What `descriptor` can show, by the system and `environment`.
    ///
    /// `NO_COLOR` turns colours off, else `CLICOLOR_FORCE` turns them on in a pipe as well, else
    /// `CLICOLOR=0` turns them off; else a terminal has those that `COLORTERM` and `TERM` promise.
    public static func detect(
        descriptor: Int32, environment: [String: String]
    ) -> TerminalCapabilities {
        var window = winsize()
        let hasSize = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
        let locale = TerminalLocale(named: TerminalLocale.name(in: environment))
        return detect(
            isTerminal: isatty(descriptor) == 1,
            windowColumns: hasSize ? Int(window.ws_col) : 0,
            windowRows: hasSize ? Int(window.ws_row) : 0,
            environment: environment, width: locale.width)
    }

    /// The same from what the system said; a size of 0 is an unknown one.
    ///
    /// - Parameter width: the columns that a character takes in the locale of `environment`.
    package static func detect(
        isTerminal: Bool, windowColumns: Int, windowRows: Int, environment: [String: String],
        width: (Unicode.Scalar) -> Int
    ) -> TerminalCapabilities {
        let term = environment["TERM", default: ""].lowercased()
        let isUTF8 = TerminalLocale.saysUTF8(TerminalLocale.name(in: environment))
        return TerminalCapabilities(
            isTerminal: isTerminal,
            columns: length(windowColumns, environment["COLUMNS"], otherwise: 80),
            rows: length(windowRows, environment["LINES"], otherwise: 24),
            isUTF8: isUTF8,
            colors: colors(isTerminal, environment),
            canMoveCursor: isTerminal && !["", "dumb"].contains(term),
            glyphSets: glyphSets(isUTF8: isUTF8, term: term, width: width))
    }

    private static let relevantNames = [
        "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE", "LANG", "TERM", "COLORTERM", "NO_COLOR",
        "CLICOLOR", "CLICOLOR_FORCE",
    ]

    private static func length(_ window: Int, _ text: String?, otherwise: Int) -> Int {
        if window > 0 { return window }
        guard let length = text.flatMap({ Int($0) }), length > 0, length <= 10_000 else {
            return otherwise
        }
        return length
    }

    private static func glyphSets(
        isUTF8: Bool, term: String, width: (Unicode.Scalar) -> Int
    ) -> Set<GlyphSet> {
        // The fonts of the Linux console have 512 characters at most, halves among them.
        let drawn: [GlyphSet] =
            term == "linux" ? [.ascii, .asciiShapes, .halfBlocks] : GlyphSet.allCases
        return Set(
            drawn.filter { set in
                set.isASCII || isUTF8 && set.characters.allSatisfy { width($0) == 1 }
            })
    }

    private static func colors(_ isTerminal: Bool, _ environment: [String: String]) -> ColorDepth {
        if environment["NO_COLOR", default: ""] != "" { return .mono }
        let isForced = !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""])
        let promised = promisedColors(environment)
        if isForced { return max(promised, .ansi16) }
        return isTerminal && environment["CLICOLOR"] != "0" ? promised : .mono
    }

    private static func promisedColors(_ environment: [String: String]) -> ColorDepth {
        let term = environment["TERM", default: ""].lowercased()
        if term.isEmpty || term == "dumb" { return .mono }
        let colorTerm = environment["COLORTERM", default: ""].lowercased()
        if colorTerm == "truecolor" || colorTerm == "24bit" { return .trueColor }
        let rich = ["-direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"]
        if rich.contains(where: { term.contains($0) }) { return .trueColor }
        if term.contains("256") { return .palette256 }
        let plain = ["xterm", "screen", "tmux", "rxvt", "linux", "ansi", "cygwin", "konsole"]
        if plain.contains(where: { term.hasPrefix($0) }) || term.contains("color")
            || !colorTerm.isEmpty
        {
            return .ansi16
        }
        return .mono
    }
}
