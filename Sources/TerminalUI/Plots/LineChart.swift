/// Curves over a common pair of axes.
///
/// With colours each series has its own. Without, lines of braille dots are solid, dashed, dotted
/// or dash-dotted, and ASCII lines consist of a character of their own.
public struct LineChart: Plot, Hashable {
    /// One curve.
    public struct Series: Sendable, Hashable {
        /// The name in the legend; one without a name is not in it.
        public var name: String
        /// The points in the order in which they are joined; one that cannot be shown is a gap.
        public var points: [PlotPoint]

        /// A curve.
        public init(_ name: String, points: [PlotPoint]) {
            self.name = name
            self.points = points
        }

        /// A curve through `values` at 1, 2, 3 and so on.
        public init(_ name: String, values: [Double]) {
            self.init(
                name,
                points: values.enumerated().map { PlotPoint(x: Double($0 + 1), y: $1) })
        }
    }

    /// The curves, the first below the others.
    public var series: [Series]
    /// The horizontal axis.
    public var x: PlotAxis
    /// The vertical axis.
    public var y: PlotAxis

    /// A chart of `series`.
    public init(_ series: [Series], x: PlotAxis = PlotAxis(), y: PlotAxis = PlotAxis()) {
        self.series = series
        self.x = x
        self.y = y
    }

    /// The chart in exactly `columns` × `rows` cells.
    public func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        let pens = series.indices.map { pen($0, style) }
        let frame = PlotFrame.fitting(
            columns: columns, rows: rows,
            axes: PlotAxes(x: x, y: y, over: series.flatMap(\.points)),
            legend: zip(series, pens).filter { !$0.0.name.isEmpty }.map {
                LegendEntry(sample: sample($1, style), name: style.fitted($0.name))
            },
            style: style)
        frame.draw(into: &buffer)
        var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, style: style)
        for (series, pen) in zip(series, pens) {
            for piece in pieces(of: series, in: frame) { draw(piece, pen, onto: &canvas) }
        }
        canvas.draw(into: &buffer, column: frame.column, row: frame.row)
        return buffer
    }

    private func pen(_ index: Int, _ style: PlotStyle) -> Pen {
        guard style.colors == .mono else {
            return Pen(color: PlotPalette.color(index, depth: style.colors))
        }
        guard series.count > 1 else { return Pen() }
        if style.hasBraille {
            return Pen(stroke: Pen.Stroke.allCases[index % Pen.Stroke.allCases.count])
        }
        let marks: [Unicode.Scalar] = ["*", "o", "+", "x", "#", "@", "%", "="]
        return Pen(mark: marks[index % marks.count])
    }

    /// A short level line as the series is drawn.
    private func sample(_ pen: Pen, _ style: PlotStyle) -> [Cell] {
        var canvas = DotCanvas(columns: 4, rows: 1, style: style)
        canvas.line(from: DotCanvas.Dot(x: 0, y: 1), to: DotCanvas.Dot(x: 7, y: 1), pen: pen)
        var buffer = CellBuffer(columns: 4, rows: 1)
        canvas.draw(into: &buffer)
        return buffer.cells
    }

    /// The series without its gaps.
    private func pieces(of series: Series, in frame: PlotFrame) -> [[DotCanvas.Dot]] {
        series.points.map { frame.dot(of: $0) }.split(separator: nil).map { $0.compactMap(\.self) }
    }

    private func draw(_ piece: [DotCanvas.Dot], _ pen: Pen, onto canvas: inout DotCanvas) {
        canvas.path(piece, pen: pen)
        guard piece.count == 1, let point = piece.first else { return }
        // A single dot is hard to see: a point without neighbours is a cross.
        for (x, y) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
            canvas.set(DotCanvas.Dot(x: point.x + x, y: point.y + y), pen: pen)
        }
    }
}
