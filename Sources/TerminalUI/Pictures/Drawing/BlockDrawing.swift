/// Draws pictures as glyphs of two colours a cell.
///
/// How cells are divided, and what a dither does after that, is in the extensions of this type.
struct BlockDrawing {
    let columns: Int
    let rows: Int
    let atlas: BlockAtlas
    let palette: Palette
    /// What to draw: `BlockGlyph.side` samples along each side of each cell.
    let image: LightImage
    /// Which glyph each cell has.
    var choices: [Int]
    /// The light of each cell's foreground.
    var foregrounds: [SIMD3<Float>]
    /// The light of each cell's background.
    var backgrounds: [SIMD3<Float>]

    static let samplesPerCell = BlockGlyph.side * BlockGlyph.side

    /// Chooses glyphs and colours for `image`, as if any colour could be had.
    init(_ image: LightImage, atlas: BlockAtlas, palette: Palette) {
        self.image = image
        self.atlas = atlas
        self.palette = palette
        columns = image.width / BlockGlyph.side
        rows = image.height / BlockGlyph.side
        choices = [Int](repeating: 0, count: columns * rows)
        foregrounds = [SIMD3<Float>](repeating: .zero, count: columns * rows)
        backgrounds = foregrounds
        divideCells()
    }

    /// The cells in the terminal's own colours nearest to the drawing's.
    func cells() -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        for place in choices.indices {
            let background = palette.nearest(backgrounds[place]).color
            // A blank cell shows its background alone.
            let foreground =
                choices[place] == 0 ? background : palette.nearest(foregrounds[place]).color
            buffer.cells[place] = cell(choices[place], foreground, background)
        }
        return buffer
    }

    /// The cell of a glyph in two colours; blank if the glyph would not be seen.
    func cell(_ choice: Int, _ foreground: TerminalColor, _ background: TerminalColor) -> Cell {
        choice == 0 || foreground == background
            ? Cell(background: background)
            : Cell(atlas.glyphs[choice].scalar, foreground: foreground, background: background)
    }

    /// Copies the samples of a cell, `[side, side]`; grey ones three times.
    func load(cell place: Int, into samples: UnsafeMutableBufferPointer<SIMD3<Float>>) {
        let side = BlockGlyph.side
        let start = firstSample(of: place)
        let plane = image.channels == 3 ? image.width * image.height : 0
        image.samples.withUnsafeBufferPointer { source in
            for y in 0..<side {
                for x in 0..<side {
                    let from = start + y * image.width + x
                    samples[y * side + x] = SIMD3(
                        source[from], source[from + plane], source[from + 2 * plane])
                }
            }
        }
    }

    /// Where the first sample of a cell lies in the image.
    func firstSample(of place: Int) -> Int {
        BlockGlyph.side * (place / columns * image.width + place % columns)
    }
}
