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
    /// Whether it is a terminal that can go back and write over what it shows.
    public var canMoveCursor: Bool
    /// The glyph sets all of whose characters take one column; the ASCII ones always do.
    public var glyphSets: Set<GlyphSet>

    /// Capabilities as given; the size is the classic 80×24 unless told otherwise.
    ///
    /// A terminal can move its cursor, and the glyph sets are all that the character set has,
    /// unless told otherwise.
    public init(
        isTerminal: Bool, columns: Int = 80, rows: Int = 24, isUTF8: Bool, colors: ColorDepth,
        canMoveCursor: Bool? = nil, glyphSets: Set<GlyphSet>? = nil
    ) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.rows = rows
        self.isUTF8 = isUTF8
        self.colors = colors
        self.canMoveCursor = canMoveCursor ?? isTerminal
        self.glyphSets = glyphSets ?? Set(GlyphSet.allCases.filter { isUTF8 || $0.isASCII })
    }

    /// `text` as the caption of a picture, a scalar to a cell.
    ///
    /// What takes no column is left out; what takes two, what a terminal would obey and what the
    /// locale does not know becomes a question mark.
    public func caption(_ text: String) -> String {
        shown(text) { $0 == 1 }
    }

    /// `text` as a line of its own: what a terminal would obey or the locale does not know becomes
    /// a question mark.
    public func line(_ text: String) -> String {
        shown(text) { $0 > 0 }
    }

    private func shown(_ text: String, if isShown: (_ width: Int) -> Bool) -> String {
        let locale = TerminalLocale(named: isUTF8 ? "C.UTF-8" : "C")
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let width = locale.width(of: scalar)
            if width == 0 && scalar != "\0" { continue }
            shown.append(isShown(width) ? scalar : "?")
        }
        return String(shown)
    }
}
