/// How often values fall into each of equally wide ranges.
///
/// Bars rise in eighths of a cell, and in whole cells in ASCII, where a bar too short for a cell is
/// a dot.
public struct Histogram: Plot, Hashable {
    /// The values; those that are not finite are left out.
    public var values: [Double]
    /// The number of bins; nil for one that suits the values (Freedman and Diaconis) and the width.
    public var binCount: Int?
    /// The horizontal axis, always linear.
    public var x: PlotAxis
    /// The vertical axis, always linear from 0.
    public var y: PlotAxis

    /// A histogram of `values`.
    public init(
        _ values: [Double], binCount: Int? = nil, x: PlotAxis = PlotAxis(),
        y: PlotAxis = PlotAxis(isWhole: true)
    ) {
        self.values = values.filter(\.isFinite)
        self.binCount = binCount
        self.x = x
        self.y = y
    }

    /// The histogram in exactly `columns` × `rows` cells.
    public func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        let wanted = binCount ?? HistogramBins.suitableCount(for: values, limit: max(columns, 1))
        // The labels of the vertical axis depend on the counts, these on the room beside them.
        var bars = Bars(values, wanted: wanted, isExact: binCount != nil, columns: columns)
        var frame = frame(around: bars, columns: columns, rows: rows, style)
        for _ in 0..<2 where frame.columns != columns {
            bars = Bars(values, wanted: wanted, isExact: binCount != nil, columns: frame.columns)
            frame = self.frame(around: bars, columns: columns, rows: rows, style)
        }
        frame.draw(into: &buffer)
        if let bars { draw(bars, in: frame, into: &buffer) }
        return buffer
    }

    private func frame(
        around bars: Bars?, columns: Int, rows: Int, _ style: PlotStyle
    ) -> PlotFrame {
        let scales = bars.map { bars in
            (
                x: AxisScale(from: bars.bins.lower, to: bars.end),
                y: AxisScale(from: 0, to: Double(bars.bins.counts.max() ?? 1))
            )
        }
        return PlotFrame.fitting(
            columns: columns, rows: rows,
            axes: PlotAxes(
                x: PlotAxis(x.title, isWhole: x.isWhole), y: PlotAxis(y.title, isWhole: y.isWhole),
                xScale: scales?.x, yScale: scales?.y),
            legend: [], style: style)
    }

    private func draw(_ bars: Bars, in frame: PlotFrame, into buffer: inout CellBuffer) {
        let style = frame.style
        let color = PlotPalette.color(0, depth: style.colors)
        let highest = Double(bars.bins.counts.max() ?? 1)
        for column in 0..<min(frame.columns, bars.bins.counts.count * bars.width) {
            let count = bars.bins.counts[column / bars.width]
            guard count > 0 else { continue }
            let eighths = max(
                Int((Double(count) / highest * Double(frame.rows * 8)).rounded()), 1)
            for level in 0..<frame.rows {
                let filled = eighths - level * 8
                guard filled > 0 else { break }
                let glyph: Unicode.Scalar =
                    style.isUTF8
                    ? EighthBlock.fromBelow(filled)
                    : filled >= 4 ? "#" : level == 0 ? "." : " "
                buffer[frame.column + column, frame.row + frame.rows - 1 - level] =
                    Cell(glyph, foreground: glyph == " " ? .standard : color)
            }
        }
    }

    /// The bins with the cells that each is wide.
    private struct Bars {
        let bins: HistogramBins
        let width: Int
        /// Where the last of all columns ends, which may be beyond the last bin.
        let end: Double

        /// Bars for `columns`; unless `isExact` there may be a few more or less than `wanted`, so
        /// that they fill the width.
        init?(_ values: [Double], wanted: Int, isExact: Bool, columns: Int) {
            guard columns > 0 else { return nil }
            let bounded = min(max(wanted, 1), columns)
            let width =
                isExact
                ? columns / bounded
                : max(Int((Double(columns) / Double(bounded)).rounded()), 1)
            let count = isExact ? bounded : columns / width
            guard let bins = HistogramBins(values, count: count) else { return nil }
            self.bins = bins
            self.width = width
            let cell = (bins.upper - bins.lower) / Double(count * width)
            end = bins.upper + cell * Double(columns - count * width)
        }
    }
}
