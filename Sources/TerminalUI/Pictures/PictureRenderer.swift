public import Pictures
import Platform

/// Draws pictures as lines of text for a dark terminal: a bright pixel is a bright glyph.
public struct PictureRenderer: Sendable, Equatable {
    /// The characters to draw with.
    public var glyphs: GlyphSet
    /// The colours to draw in; `mono` writes no escape sequence.
    public var colors: ColorDepth
    /// How what cannot be shown is made of what can.
    public var dither: Dither
    /// How the light of the picture becomes that of the terminal.
    public var tone: Tone

    /// A renderer with a chosen glyph set and colours.
    public init(
        glyphs: GlyphSet, colors: ColorDepth, dither: Dither = .still, tone: Tone = Tone()
    ) {
        self.glyphs = glyphs
        self.colors = colors
        self.dither = dither
        self.tone = tone
    }

    /// The renderer that shows pictures best on a terminal with `capabilities`.
    public init(for capabilities: TerminalCapabilities) {
        self.init(glyphs: .automatic(for: capabilities), colors: capabilities.colors)
    }

    /// The lines that show `picture`, all of one width: `columns`, or less where `rows` is short.
    ///
    /// The picture keeps its shape, a cell being twice as high as wide. Each line stands for
    /// itself and leaves no colour set.
    public func lines(for picture: Picture, columns: Int, rows: Int = .max) -> [String] {
        let size = size(of: picture, columns: columns, rows: rows)
        return cells(for: picture, columns: size.columns, rows: size.rows).lines()
    }

    /// The cells that `picture` takes when it may take `columns` × `rows`.
    public func size(of picture: Picture, columns: Int, rows: Int) -> (columns: Int, rows: Int) {
        require(
            columns > 0 && rows > 0, "a picture needs at least one cell, not \(columns)x\(rows)")
        let shape = Double(picture.height) / Double(picture.width) / 2
        let height = max((Double(columns) * shape).rounded(), 1)
        if height <= Double(rows) { return (columns, Int(height)) }
        let width = max(Int((Double(rows) / shape).rounded()), 1)
        return (min(width, columns), rows)
    }

    /// `picture` as exactly `columns` × `rows` cells: resampling, then glyphs and colours.
    public func cells(for picture: Picture, columns: Int, rows: Int) -> CellBuffer {
        let parts = (glyphs.isASCII || glyphs == .braille ? glyphs : .halfBlocks).parts
        let dots = picture.resampled(
            width: columns * parts.across, height: rows * parts.down)
        return switch glyphs {
        case .ascii, .asciiShapes: dots.asciiGlyphs()
        case .braille: dots.brailleGlyphs()
        default: dots.halfBlockGlyphs(depth: colors)
        }
    }
}
