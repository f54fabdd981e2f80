/// Points in the plane, told apart by class.
///
/// A point is a braille dot in the colour of its class. Where colours, or braille, are missing, or
/// there are more classes than colours, it is a character: the digit or letter of its class, or a
/// star where there is but one class.
public struct ScatterPlot: Plot, Hashable {
    /// A point with its class.
    public struct Point: Sendable, Hashable {
        /// Where it lies.
        public var place: PlotPoint
        /// Its class, from 0.
        public var classIndex: Int

        /// A point; of class 0 unless told otherwise.
        public init(x: Double, y: Double, classIndex: Int = 0) {
            place = PlotPoint(x: x, y: y)
            self.classIndex = classIndex
        }
    }

    /// The points, later ones on top.
    public var points: [Point]
    /// The names of the classes; one that has none is named by its number.
    public var classNames: [String]
    /// The horizontal axis.
    public var x: PlotAxis
    /// The vertical axis.
    public var y: PlotAxis

    /// A plot of `points`.
    public init(
        _ points: [Point], classNames: [String] = [], x: PlotAxis = PlotAxis(),
        y: PlotAxis = PlotAxis()
    ) {
        self.points = points
        self.classNames = classNames
        self.x = x
        self.y = y
    }

    /// The plot in exactly `columns` × `rows` cells.
    public func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        let classes = Set(points.map(\.classIndex)).sorted()
        let pens = pens(for: classes, style)
        let frame = PlotFrame.fitting(
            columns: columns, rows: rows, axes: PlotAxes(x: x, y: y, over: points.map(\.place)),
            legend: classes.count > 1 ? classes.map { entry($0, pens[$0], style) } : [],
            style: style)
        frame.draw(into: &buffer)
        var canvas = DotCanvas(columns: frame.columns, rows: frame.rows, style: style)
        for point in points {
            guard let dot = frame.dot(of: point.place), let pen = pens[point.classIndex] else {
                continue
            }
            canvas.set(dot, pen: pen)
        }
        canvas.draw(into: &buffer, column: frame.column, row: frame.row)
        return buffer
    }

    private func pens(for classes: [Int], _ style: PlotStyle) -> [Int: Pen] {
        let isAlone = classes.count < 2
        let hasDots =
            style.hasBraille
            && (isAlone || style.colors != .mono && classes.count <= PlotPalette.count)
        let pens = classes.map { index in
            Pen(
                color: PlotPalette.color(index, depth: style.colors),
                mark: hasDots ? nil : isAlone ? "*" : ScatterPlot.mark(of: index))
        }
        return Dictionary(uniqueKeysWithValues: zip(classes, pens))
    }

    private func entry(_ index: Int, _ pen: Pen?, _ style: PlotStyle) -> LegendEntry {
        let name = classNames.indices.contains(index) ? classNames[index] : "\(index)"
        let sample = Cell(pen?.mark ?? "⣿", foreground: pen?.color ?? .standard)
        return LegendEntry(sample: [sample], name: style.fitted(name))
    }

    private static let marks = Array(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)

    private static func mark(of index: Int) -> Unicode.Scalar {
        marks[((index % marks.count) + marks.count) % marks.count]
    }
}
