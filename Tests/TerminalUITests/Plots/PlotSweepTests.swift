import TerminalUI
import Testing

/// Every plot of every kind of data in every style and size: cells as many as asked for, no trap.
@Suite struct PlotSweepTests {
    private static let sizes: [(Int, Int)] =
        (0...4).flatMap { columns in (0...4).map { (columns, $0) } }
        + [(9, 3), (11, 9), (13, 6), (20, 5), (24, 8), (40, 12), (99, 3), (5, 60), (80, 24)]

    private static let values: [[Double]] = [
        [], [3], [0], [-5], [.nan], [2, 2, 2], [0, 0], [1, .nan, 3, .infinity, -2],
        [-1.7e308, 1.7e308], [.leastNonzeroMagnitude, 1e-300], [-5, 1e-300], [1e15, 1e15 + 1],
        [1e308, 1e308],
        [-.infinity], (0..<90).map { Double($0 * 7919 % 1000) - 300 },
        (0..<40).map { Double(1 << $0) }, [1e-12, 1, 1e12], [0.1, 0.1 + 1e-16],
    ]

    private static func plots(_ values: [Double]) -> [any Plot] {
        let points = values.enumerated().map { index, value in
            ScatterPlot.Point(x: value, y: -value / 3, classIndex: index % 13 - 1)
        }
        let bars = values.enumerated().map { BarChart.Bar("bar \($0)", $1) }
        let axes: [PlotAxis] = [
            PlotAxis(), PlotAxis("whole", isWhole: true), PlotAxis("log", scale: .logarithmic),
        ]
        let series = [
            LineChart.Series("a", values: values), LineChart.Series("", values: values.reversed()),
            LineChart.Series("a long name", points: values.map { PlotPoint(x: $0, y: $0) }),
        ]
        return axes.flatMap { axis -> [any Plot] in
            [
                LineChart(series, x: axis, y: axis),
                ScatterPlot(points, classNames: ["none", "é"], x: axis, y: axis),
                Histogram(values, x: axis, y: axis), Histogram(values, binCount: 7, x: axis),
            ]
        } + [
            BarChart(bars, title: "bars"), BarChart(bars), Sparkline(values),
            Sparkline(values, range: -1...1), Histogram(values, binCount: 0),
        ]
    }

    @Test(arguments: Samples.styles)
    func neverTraps(style: Samples.NamedStyle) {
        for values in PlotSweepTests.values {
            for plot in PlotSweepTests.plots(values) {
                for (columns, rows) in PlotSweepTests.sizes {
                    let cells = plot.cells(columns: columns, rows: rows, style: style.style)
                    let isRight = cells.columns == columns && cells.rows == rows
                    let isPlain =
                        style.style.isUTF8 || cells.cells.allSatisfy { $0.glyph.isASCII }
                    let isBlack =
                        style.style.colors != .mono
                        || cells.cells.allSatisfy { $0.foreground == .standard && $0.style == [] }
                    let hasNoEmptyPattern = cells.cells.allSatisfy { $0.glyph != "\u{2800}" }
                    if !(isRight && isPlain && isBlack && hasNoEmptyPattern) {
                        Issue.record("\(type(of: plot)) of \(values) at \(columns)x\(rows)")
                    }
                }
            }
        }
    }

    @Test(arguments: Samples.styles)
    func fillsALargeScreen(style: Samples.NamedStyle) {
        for plot in PlotSweepTests.plots((0..<500).map { Double($0 * 7919 % 1000) - 300 }) {
            let cells = plot.cells(columns: 300, rows: 100, style: style.style)
            #expect(cells.columns == 300 && cells.rows == 100)
        }
    }

    /// A cell is enough to see that there is something.
    @Test(arguments: Samples.styles)
    func oneCellShowsSomething(style: Samples.NamedStyle) {
        let values: [Double] = [1, 2, 4]
        let plots: [any Plot] = [
            LineChart([LineChart.Series("a", values: values)]), Histogram(values),
            Sparkline(values), ScatterPlot([ScatterPlot.Point(x: 1, y: 2)]),
            BarChart([BarChart.Bar("a", 2)]),
        ]
        for plot in plots {
            let cells = plot.cells(columns: 1, rows: 1, style: style.style)
            #expect(cells.cells[0].glyph != " ", "\(type(of: plot))")
        }
    }
}
