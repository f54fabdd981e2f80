/// Horizontal bars from zero, one below the other, each with its label and value.
///
/// Bars grow in eighths of a cell; in halves to the left of zero, for which there are no eighths,
/// and in whole cells in ASCII. Where there are fewer rows than bars, the last tells how many are
/// missing.
public struct BarChart: Plot, Hashable {
    /// One bar.
    public struct Bar: Sendable, Hashable {
        /// What is measured.
        public var label: String
        /// How long the bar is; one that is not finite has no bar.
        public var value: Double
        /// The value as it is written.
        public var text: String

        /// A bar; its value is written in three digits unless `text` says otherwise.
        public init(_ label: String, _ value: Double, text: String? = nil) {
            self.label = label
            self.value = value
            self.text =
                text ?? ShortDecimal(value, digits: 3)?.text
                ?? (value.isNaN ? "nan" : value < 0 ? "-inf" : "inf")
        }
    }

    /// The bars from top to bottom.
    public var bars: [Bar]
    /// The line above the bars; none if empty.
    public var title: String

    /// A chart of `bars`.
    public init(_ bars: [Bar], title: String = "") {
        self.bars = bars
        self.title = title
    }

    /// The rows that show everything.
    public var fullRows: Int { bars.count + (title.isEmpty ? 0 : 1) }

    /// The chart in exactly `columns` × `rows` cells.
    public func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        var top = 0
        if !title.isEmpty, rows > 2 {
            buffer.write(style.fitted(title, to: columns), column: 0, row: 0)
            top = 1
        }
        var shown = bars[...]
        if bars.count > rows - top, rows - top > 1 {
            shown = bars.prefix(rows - top - 1)
            buffer.write(
                style.fitted("\(bars.count - shown.count) more", to: columns), column: 0,
                row: rows - 1, style: style.muted)
        }
        draw(Array(shown.prefix(rows - top)), top: top, style, into: &buffer)
        return buffer
    }

    private func draw(_ bars: [Bar], top: Int, _ style: PlotStyle, into buffer: inout CellBuffer) {
        let columns = buffer.columns
        let labels = min(
            bars.map(\.label.unicodeScalars.count).max() ?? 0, max(columns / 3, 1))
        let values = bars.map(\.text.unicodeScalars.count).max() ?? 0
        let hasLabels = columns - labels - 1 >= 4
        let hasValues = hasLabels && columns - labels - values - 3 >= 4
        let left = (hasLabels ? labels + 1 : 0) + (hasValues ? values + 1 : 0)
        // All bars count, also those for which there is no room: a chart that is cut keeps its
        // scale.
        let finite = self.bars.map(\.value).filter(\.isFinite)
        let scale = AxisScale(finite + [0], scale: .linear)
        for (row, bar) in bars.enumerated() {
            if hasLabels {
                buffer.write(style.fitted(bar.label, to: labels), column: 0, row: top + row)
            }
            if hasValues {
                let start = left - 1 - bar.text.unicodeScalars.count
                buffer.write(style.fitted(bar.text), column: start, row: top + row)
            }
            guard let scale, let end = scale.fraction(of: bar.value),
                let zero = scale.fraction(of: 0), end != zero
            else { continue }
            drawBar(
                from: zero, to: end, at: left, row: top + row, style, into: &buffer)
        }
    }

    /// Fills the part between two fractions of the room from `left` to the right edge.
    private func drawBar(
        from zero: Double, to end: Double, at left: Int, row: Int, _ style: PlotStyle,
        into buffer: inout CellBuffer
    ) {
        let room = buffer.columns - left
        guard room > 0 else { return }
        // Zero lies between two cells, so that bars to both sides begin with full cells.
        let origin = Int((zero * Double(room)).rounded())
        let color = PlotPalette.color(end < zero ? 3 : 0, depth: style.colors)
        let side = end < zero ? origin : room - origin
        let share = end < zero ? (zero - end) / zero : (end - zero) / (1 - zero)
        let eighths = Int((share * Double(side * 8)).rounded())
        for place in 0..<side {
            let filled = min(eighths - place * 8, 8)
            guard filled > 0 else { break }
            let glyph: Unicode.Scalar =
                !style.isUTF8
                ? (filled >= 4 ? "#" : " ")
                : end > zero
                    ? EighthBlock.fromLeft(filled) : filled >= 6 ? "█" : filled >= 2 ? "▐" : " "
            let column = end > zero ? left + origin + place : left + origin - 1 - place
            if glyph != " " {
                buffer[column, row] = Cell(glyph, foreground: color)
            }
        }
    }
}
