extension PlotFrame {
    /// Draws titles, legend and axes; where there are no data it says so.
    func draw(into buffer: inout CellBuffer) {
        drawHeader(into: &buffer)
        if hasAxes { drawAxes(into: &buffer) }
        if axes.xScale == nil || axes.yScale == nil {
            let text = "no data"
            if columns >= text.count {
                buffer.write(
                    text, column: column + (columns - text.count) / 2, row: row + rows / 2,
                    style: style.muted)
            }
        }
    }

    private func drawHeader(into buffer: inout CellBuffer) {
        var line = 0
        if hasTitles, !axes.y.title.isEmpty {
            buffer.write(style.fitted(axes.y.title, to: size.columns), column: 0, row: 0)
            line = isLegendBesideTitle ? 0 : 1
        }
        for entries in legend {
            let left =
                isLegendBesideTitle
                ? size.columns - LegendEntry.width(of: entries)
                : min(column, size.columns - LegendEntry.width(of: entries))
            buffer.write(entries, column: left, row: line)
            line += 1
        }
        if hasTitles {
            let title = style.fitted(axes.x.title, to: size.columns)
            let width = title.unicodeScalars.count
            let centered = column + (columns - width) / 2
            buffer.write(
                title, column: max(min(centered, size.columns - width), 0), row: size.rows - 1)
        }
    }

    private func drawAxes(into buffer: inout CellBuffer) {
        let isUTF8 = style.isUTF8
        let (left, bottom) = (column - 1, row + rows)
        func line(_ glyph: Unicode.Scalar, column: Int, row: Int) {
            buffer[column, row] = Cell(glyph, style: style.muted)
        }
        for row in row..<bottom { line(isUTF8 ? "│" : "|", column: left, row: row) }
        for column in column..<column + columns {
            line(isUTF8 ? "─" : "-", column: column, row: bottom)
        }
        line(isUTF8 ? "└" : "+", column: left, row: bottom)
        for tick in yTicks {
            line(isUTF8 ? "┤" : "+", column: left, row: row + tick.place)
            buffer.write(
                tick.label, column: left - 1 - tick.label.count, row: row + tick.place)
        }
        for tick in xTicks {
            line(isUTF8 ? "┬" : "+", column: column + tick.place, row: bottom)
            buffer.write(tick.label, column: labelStart(tick), row: bottom + 1)
        }
    }
}
