import Glibc

/// What the place that text goes to can show: a terminal, or a pipe or file.
public struct TerminalCapabilities: Sendable, Equatable {
    /// Whether it is a terminal.
    public var isTerminal: Bool
    /// Characters in a line.
    public var columns: Int
    /// Lines.
    public var rows: Int
    /// Whether the locale says that text is UTF-8.
    public var isUTF8: Bool
    /// The colours that may be used.
    public var colors: ColorDepth

    /// Capabilities as given; the size is the classic 80×24 unless told otherwise.
    public init(
        isTerminal: Bool, columns: Int = 80, rows: Int = 24, isUTF8: Bool, colors: ColorDepth
    ) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.rows = rows
        self.isUTF8 = isUTF8
        self.colors = colors
    }

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
    /// `NO_COLOR` turns colours off, `CLICOLOR_FORCE` turns them on in a pipe as well; else a
    /// terminal has those that `COLORTERM` and `TERM` promise.
    public static func detect(
        descriptor: Int32, environment: [String: String]
    ) -> TerminalCapabilities {
        var window = winsize()
        let hasSize = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
        return detect(
            isTerminal: isatty(descriptor) == 1,
            windowColumns: hasSize ? Int(window.ws_col) : 0,
            windowRows: hasSize ? Int(window.ws_row) : 0,
            environment: environment)
    }

    /// The same from what the system said; a size of 0 is an unknown one.
    package static func detect(
        isTerminal: Bool, windowColumns: Int, windowRows: Int, environment: [String: String]
    ) -> TerminalCapabilities {
        TerminalCapabilities(
            isTerminal: isTerminal,
            columns: length(windowColumns, environment["COLUMNS"], otherwise: 80),
            rows: length(windowRows, environment["LINES"], otherwise: 24),
            isUTF8: isUTF8(environment),
            colors: colors(isTerminal, environment))
    }

    private static let relevantNames = [
        "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE", "LANG", "TERM", "COLORTERM", "NO_COLOR",
        "CLICOLOR_FORCE",
    ]

    private static func length(_ window: Int, _ text: String?, otherwise: Int) -> Int {
        if window > 0 { return window }
        guard let length = text.flatMap({ Int($0) }), length > 0, length <= 10_000 else {
            return otherwise
        }
        return length
    }

    /// As the C library does: the first of the three that is set and not empty decides.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        let name = (locale ?? "").lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    private static func colors(_ isTerminal: Bool, _ environment: [String: String]) -> ColorDepth {
        if environment["NO_COLOR", default: ""] != "" { return .mono }
        let isForced = !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""])
        guard isTerminal || isForced else { return .mono }
        let promised = promisedColors(environment)
        return isForced ? max(promised, .ansi16) : promised
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
