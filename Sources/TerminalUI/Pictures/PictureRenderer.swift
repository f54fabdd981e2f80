public import Pictures
import Platform

/// Draws pictures as cells of a terminal.
///
/// A picture goes through one pipeline: resampling in linear light, tone, glyphs, dither, colours.
public struct PictureRenderer: Sendable, Hashable {
    /// The characters to draw with.
    public var glyphs: GlyphSet
    /// The colours to draw in; `mono` writes no escape sequence.
    public var colors: ColorDepth
    /// How levels and colours that cannot be shown are mixed.
    public var dither: Dither
    /// How the picture's light becomes the terminal's.
    public var tone: Tone

    /// A renderer with chosen glyphs and colours.
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

    /// The lines that show `picture`, at most `columns` wide, or less where `rows` is short.
    ///
    /// The picture keeps its shape, a cell being twice as high as wide. Each line stands for
    /// itself and leaves no colour set.
    public func lines(for picture: Picture, columns: Int, rows: Int = .max) -> [String] {
        let size = size(of: picture, columns: columns, rows: rows)
        return cells(for: picture, columns: size.columns, rows: size.rows).lines()
    }

    /// The cells that `picture` takes when it may take `columns` × `rows`.
    public func size(
        of picture: Picture, columns: Int, rows: Int
    ) -> (columns: Int, rows: Int) {
        require(
            columns > 0 && rows > 0, "a picture needs at least one cell, not \(columns)x\(rows)")
        let shape = Double(picture.height) / Double(picture.width) / 2
        let height = max((Double(columns) * shape).rounded(), 1)
        if height <= Double(rows) { return (columns, Int(height)) }
        let width = max(Int((Double(rows) / shape).rounded()), 1)
        return (min(width, columns), rows)
    }

    /// `picture` as exactly `columns` × `rows` cells.
    public func cells(for picture: Picture, columns: Int, rows: Int) -> CellBuffer {
        require(
            columns > 0 && rows > 0, "a picture needs at least one cell, not \(columns)x\(rows)")
        let palette = Palette(colors)
        if let palette, !glyphs.hasFixedBackground {
            return blocks(picture, palette, columns, rows)
        }
        if let pattern = DotPattern(glyphs) {
            let grid = (across: pattern.across, down: pattern.down)
            let blur = CellBlur(partsAcross: grid.across, partsDown: grid.down)
            let coverage = glyphs == .braille ? tone.dotCoverage : 1
            return tinted(picture, palette, columns, rows, grid, coverage) { image in
                Dots(image, dither: dither, blur: blur).cells(pattern)
            }
        }
        let atlas = CharacterAtlas.of(glyphs)
        let grid = (across: CharacterAtlas.columns, down: CharacterAtlas.rows)
        return tinted(picture, palette, columns, rows, grid, tone.dotCoverage) { image in
            CharacterDrawing(image, atlas: atlas, dither: dither).cells()
        }
    }

    /// Two colours a cell, chosen with the glyph.
    private func blocks(
        _ picture: Picture, _ palette: Palette, _ columns: Int, _ rows: Int
    ) -> CellBuffer {
        var image = LightImage(
            picture, width: columns * BlockGlyph.side, height: rows * BlockGlyph.side,
            inColor: true)
        ToneCurve(tone, for: image, coverage: 1, isRelative: false)?.apply(to: &image)
        var drawing = BlockDrawing(image, atlas: .of(glyphs), palette: palette)
        if dither == .search { drawing.fitColorsThroughBlur() }
        return drawing.cells(dither: dither)
    }

    /// Dots or characters on the terminal's own ground, in one colour a cell if there are any.
    private func tinted(
        _ picture: Picture, _ palette: Palette?, _ columns: Int, _ rows: Int,
        _ grid: (across: Int, down: Int), _ coverage: Float, _ draw: (LightImage) -> CellBuffer
    ) -> CellBuffer {
        // What has no hue is drawn in the terminal's own colour.
        let palette = picture.channels == 3 ? palette : nil
        var image = LightImage(
            picture, width: columns * grid.across, height: rows * grid.down,
            inColor: palette != nil)
        let tint = palette.map { Tint(image, palette: $0, columns: columns, rows: rows) }
        if let tint { image = tint.brightness }
        ToneCurve(tone, for: image, coverage: coverage, isRelative: true)?.apply(to: &image)
        var buffer = draw(image)
        tint?.color(&buffer)
        return buffer
    }
}
