/// Draws pictures as glyphs of two colours a cell.
///
/// A cell takes the glyph whose two parts differ least within themselves, and as colours the mean
/// light of each part. What a dither does after that is in the extensions of this type.
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

        let shapes = atlas.sums
        let samples = BlockDrawing.samplesPerCell
        withUnsafeTemporaryAllocation(
            of: SIMD3<Float>.self, capacity: 2 * samples + atlas.glyphs.count
        ) { room in
            let light = UnsafeMutableBufferPointer(rebasing: room[..<samples])
            let encoded = UnsafeMutableBufferPointer(rebasing: room[samples..<2 * samples])
            let sums = UnsafeMutableBufferPointer(rebasing: room[(2 * samples)...])
            for place in choices.indices {
                if let flat = flatLight(cell: place) {
                    backgrounds[place] = flat
                    continue
                }
                load(cell: place, into: light)
                // Parts are told apart by eye, so by encoded values; their colours add up as
                // light.
                if image.channels == 1 {
                    for sample in 0..<samples {
                        encoded[sample] = SIMD3(repeating: SRGB.encoded(light[sample].x))
                    }
                } else {
                    for sample in 0..<samples { encoded[sample] = light[sample].encoded }
                }
                let total = shapes.sum(encoded, into: sums)
                let choice = shapes.clearestDivision(sums, total: total)
                choices[place] = choice
                let (sum, lightTotal) = shapes.sum(light, over: choice)
                (foregrounds[place], backgrounds[place]) = shapes.means(
                    sum: sum, total: lightTotal, of: choice)
            }
        }
    }

    /// The light of a cell that has one only, as most of a dark ground; there is nothing to divide.
    private func flatLight(cell place: Int) -> SIMD3<Float>? {
        let side = BlockGlyph.side
        let start = place / columns * side * image.width + place % columns * side
        return image.samples.withUnsafeBufferPointer { samples in
            var light = SIMD3<Float>.zero
            for channel in 0..<image.channels {
                let plane = start + channel * image.width * image.height
                let first = samples[plane]
                for y in 0..<side {
                    for x in 0..<side where samples[plane + y * image.width + x] != first {
                        return nil
                    }
                }
                light[channel] = first
            }
            return image.channels == 1 ? SIMD3(repeating: light.x) : light
        }
    }

    /// The cells in the terminal's own colours nearest to the drawing's.
    func cells() -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        for place in choices.indices {
            buffer.cells[place] = cell(
                choices[place], palette.nearest(foregrounds[place]).color,
                palette.nearest(backgrounds[place]).color)
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
        let start = place / columns * side * image.width + place % columns * side
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
}
