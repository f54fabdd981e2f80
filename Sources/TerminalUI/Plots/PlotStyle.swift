/// With which characters and in which colours plots are drawn.
public struct PlotStyle: Sendable, Hashable {
    /// Whether characters beyond ASCII may be used.
    public var isUTF8: Bool
    /// Whether the font has braille patterns; a plot without them draws in ASCII or in blocks.
    public var hasBraille: Bool
    /// The colours that may be used; with `mono` no text attributes are used either.
    public var colors: ColorDepth

    /// A style; braille patterns are there wherever UTF-8 is, unless told otherwise.
    public init(isUTF8: Bool, colors: ColorDepth, hasBraille: Bool = true) {
        self.isUTF8 = isUTF8
        self.hasBraille = isUTF8 && hasBraille
        self.colors = colors
    }

    /// The richest style that a terminal with `capabilities` shows.
    public init(for capabilities: TerminalCapabilities) {
        self.init(isUTF8: capabilities.isUTF8, colors: capabilities.colors)
    }

    /// What belongs to the frame and not to the data is fainter, if it can be.
    var muted: CellStyle { colors == .mono ? [] : .dim }

    /// `text` as this style can show it, cut to `width` characters.
    ///
    /// A cut ends in an ellipsis. A typographic minus becomes a hyphen in ASCII, everything else
    /// that is missing there a question mark.
    func fitted(_ text: String, to width: Int = .max) -> String {
        var scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            if isUTF8 || scalar.isASCII { return scalar }
            return scalar == "\u{2212}" ? "-" : "?"
        }
        if scalars.count > width {
            scalars = Array(scalars.prefix(max(width - 1, 0)))
            if width > 0 { scalars.append(isUTF8 ? "…" : "~") }
        }
        var fitted = String.UnicodeScalarView()
        fitted.append(contentsOf: scalars)
        return String(fitted)
    }
}
