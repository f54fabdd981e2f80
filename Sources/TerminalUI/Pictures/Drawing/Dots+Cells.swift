extension Dots {
    /// The dots as glyphs of `pattern`, in the terminal's own colours.
    func cells(_ pattern: DotPattern) -> CellBuffer {
        var buffer = CellBuffer(columns: width / pattern.across, rows: height / pattern.down)
        for row in 0..<buffer.rows {
            for column in 0..<buffer.columns {
                var bits = 0
                for y in 0..<pattern.down {
                    let line = (row * pattern.down + y) * width + column * pattern.across
                    for x in 0..<pattern.across where levels[line + x] > 0 {
                        bits |= 1 << (y * pattern.across + x)
                    }
                }
                buffer.cells[row * buffer.columns + column].glyph = pattern.glyphs[bits]
            }
        }
        return buffer
    }
}
