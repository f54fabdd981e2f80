/// Where the parts of a plot go: its area, and the axes, titles and legend around it.
///
/// What there is no room for is left out: the legend first, then the titles, then the axes.
struct PlotFrame: Sendable {
    /// The axes with their reach.
    let axes: PlotAxes
    /// The column and row of the area's upper left cell.
    private(set) var column = 0
    private(set) var row = 0
    /// The cells of the area.
    private(set) var columns: Int
    private(set) var rows: Int

    let size: (columns: Int, rows: Int)
    let style: PlotStyle
    /// The rows above the area, from the top of the plot.
    private(set) var legend = [[LegendEntry]]()
    private(set) var hasTitles = false
    private(set) var hasAxes = false
    /// The ticks with the column, or row, of the area that each stands at.
    private(set) var xTicks = [(place: Int, label: String)]()
    private(set) var yTicks = [(place: Int, label: String)]()

    /// The parts of a frame, in the order in which they are left out.
    private enum Detail: Int, CaseIterable {
        case legend, titles, axes, nothing

        func includes(_ part: Detail) -> Bool { rawValue <= part.rawValue }
    }

    /// The frame with the most parts that leaves enough room for the area.
    static func fitting(
        columns: Int, rows: Int, axes: PlotAxes, legend: [LegendEntry], style: PlotStyle
    ) -> PlotFrame {
        let size = (columns: columns, rows: rows)
        return Detail.allCases.lazy
            .compactMap { PlotFrame(size, axes, legend, style, detail: $0) }.first
            ?? PlotFrame(axes: axes, columns: columns, rows: rows, size: size, style: style)
    }

    private init(
        axes: PlotAxes, columns: Int, rows: Int, size: (columns: Int, rows: Int), style: PlotStyle
    ) {
        self.axes = axes
        (self.columns, self.rows) = (columns, rows)
        self.size = size
        self.style = style
    }

    private init?(
        _ size: (columns: Int, rows: Int), _ axes: PlotAxes, _ entries: [LegendEntry],
        _ style: PlotStyle, detail: Detail
    ) {
        self.init(
            axes: axes, columns: size.columns, rows: size.rows, size: size, style: style)
        guard detail != .nothing else { return }
        hasAxes = true
        rows -= 2
        if detail.includes(.titles) {
            hasTitles = true
            row = axes.y.title.isEmpty ? 0 : 1
            rows -= row + (axes.x.title.isEmpty ? 0 : 1)
        }
        if detail.includes(.legend) {
            guard let legend = LegendEntry.rows(entries, width: columns) else { return nil }
            self.legend = legend
            let extra = legend.count - (isLegendBesideTitle ? 1 : 0)
            row += extra
            rows -= extra
        }
        guard rows >= max(3, (size.rows + 1) / 2) else { return nil }
        yTicks = chosenYTicks()
        let labels = yTicks.map(\.label.count).max() ?? 0
        column = labels + (labels > 0 ? 2 : 1)
        columns -= column
        guard columns >= max(8, size.columns / 2) else { return nil }
        xTicks = chosenXTicks()
    }

    /// Whether the legend shares the row of the vertical axis's title.
    var isLegendBesideTitle: Bool {
        guard hasTitles, !axes.y.title.isEmpty, legend.count == 1 else { return false }
        let title = axes.y.title.unicodeScalars.count
        return title + 3 + LegendEntry.width(of: legend[0]) <= size.columns
    }

    /// Where `point` lies on a canvas that fills the area; nil if an axis cannot show it.
    func dot(of point: PlotPoint) -> DotCanvas.Dot? {
        guard let x = axes.xScale?.fraction(of: point.x),
            let y = axes.yScale?.fraction(of: point.y)
        else { return nil }
        return DotCanvas.Dot(x: place(x, among: columns * 2), y: place(1 - y, among: rows * 4))
    }

    private func place(_ fraction: Double, among count: Int) -> Int {
        Int((fraction * Double(max(count - 1, 0))).rounded())
    }

    private func chosenYTicks() -> [(place: Int, label: String)] {
        guard let scale = axes.yScale else { return [] }
        let ticks = AxisTicks(axis: axes.y, scale: scale)
        let placed = { (ticks: [AxisTick]) in
            ticks.compactMap { tick in
                scale.fraction(of: tick.value).map {
                    (place: place(1 - $0, among: rows * 4) / 4, label: tick.label)
                }
            }
        }
        // Labels that would take more than a third of the width are left out.
        let widest = size.columns / 3
        let isSpaced = { (ticks: [AxisTick], gap: Int) in
            let places = placed(ticks).map(\.place)
            return zip(places, places.dropFirst()).allSatisfy { $0 - $1 >= gap }
                && ticks.allSatisfy { $0.label.count <= widest }
        }
        let gap = max(2, rows / 8)
        let many = ticks.densest(cells: rows) { $0.count > 1 && isSpaced($0, gap) }
        return placed(many.isEmpty ? ticks.densest(cells: rows) { isSpaced($0, 1) } : many)
    }

    private func chosenXTicks() -> [(place: Int, label: String)] {
        guard let scale = axes.xScale else { return [] }
        let placed = { (ticks: [AxisTick]) in
            ticks.compactMap { tick in
                scale.fraction(of: tick.value).map {
                    (place: place($0, among: columns * 2) / 2, label: tick.label)
                }
            }
        }
        let isSpaced = { (ticks: [AxisTick]) in
            let starts = placed(ticks).map { (labelStart($0), $0.label.count) }
            return starts.allSatisfy { $0.1 <= size.columns }
                && zip(starts, starts.dropFirst()).allSatisfy { left, right in
                    right.0 - left.0 >= max(left.1 + 2, columns / 12)
                }
        }
        return placed(AxisTicks(axis: axes.x, scale: scale).densest(cells: columns, fits: isSpaced))
    }

    /// The column of the plot at which a tick's label begins: centred below it, within the plot.
    func labelStart(_ tick: (place: Int, label: String)) -> Int {
        let width = tick.label.count
        return max(min(column + tick.place - width / 2, size.columns - width), 0)
    }
}
