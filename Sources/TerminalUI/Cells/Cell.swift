/// A character of a terminal with its colours and style.
public struct Cell: Sendable, Hashable {
    /// The character; it takes one column.
    public var glyph: Unicode.Scalar
    /// The colour of the character.
    public var foreground: TerminalColor
    /// The colour behind the character.
    public var background: TerminalColor
    /// How the character is set off.
    public var style: CellStyle

    /// A cell; blank in the terminal's own colours unless told otherwise.
    public init(
        _ glyph: Unicode.Scalar = " ", foreground: TerminalColor = .standard,
        background: TerminalColor = .standard, style: CellStyle = []
    ) {
        self.glyph = glyph
        self.foreground = foreground
        self.background = background
        self.style = style
    }
}
