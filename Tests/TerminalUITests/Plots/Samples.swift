import TerminalUI
import Testing

/// Plots and styles that many tests use, and what cells look like as text.
enum Samples {
    struct NamedStyle: Sendable, CustomTestStringConvertible {
        let name: String
        let style: PlotStyle
        var testDescription: String { name }
    }

    static let ascii = PlotStyle(isUTF8: false, colors: .mono)
    static let braille = PlotStyle(isUTF8: true, colors: .mono)
    static let blocks = PlotStyle(isUTF8: true, colors: .mono, hasBraille: false)
    static let asciiColor = PlotStyle(isUTF8: false, colors: .ansi16)
    static let color = PlotStyle(isUTF8: true, colors: .palette256)

    static let styles = [
        NamedStyle(name: "ascii", style: ascii), NamedStyle(name: "braille", style: braille),
        NamedStyle(name: "blocks", style: blocks),
        NamedStyle(name: "asciiColor", style: asciiColor), NamedStyle(name: "color", style: color),
    ]

    static let lines = LineChart(
        [
            .init("train", values: [400, 300, 270, 258, 252, 249]),
            LineChart.Series("test", values: [350, 310, .nan, 285, 280, 279]),
        ],
        x: PlotAxis("epoch", isWhole: true), y: PlotAxis("loss"))

    static let wave = LineChart([
        LineChart.Series(
            "",
            values: (0..<60).map { index in
                let side: Int = index % 30 - 15
                return Double(side * side)
            })
    ])

    static let decades = LineChart(
        [LineChart.Series("", values: [0.02, 1, 0, 30, 4000])],
        y: PlotAxis("x", scale: .logarithmic))

    static let scatter = ScatterPlot(
        (0..<36).map { scatterPoint($0) }, classNames: ["bag", "coat"], x: PlotAxis("z1"),
        y: PlotAxis("z2"))

    /// The same points of one class.
    static let cloud = ScatterPlot(
        scatter.points.map { ScatterPlot.Point(x: $0.place.x, y: $0.place.y) })

    private static func scatterPoint(_ index: Int) -> ScatterPlot.Point {
        let shift = Double(index % 3)
        let (a, b) = (Double(index * 7 % 12), Double(index * 5 % 9))
        return ScatterPlot.Point(
            x: shift * 8 + a / 2, y: shift * 3 - b / 2, classIndex: index % 3)
    }

    static let histogram = Histogram(
        (0..<200).map { (index: Int) -> Double in
            let tenths: Int = index % 37 + index % 41 + index % 29
            return Double(tenths) / 10
        }, x: PlotAxis("nats"), y: PlotAxis("pictures", isWhole: true))

    static let bars = BarChart(
        [
            BarChart.Bar("first", 8), .init("second", 4.5), .init("third one", 1), .init("none", 0),
            .init("odd", .nan), .init("tiny", 0.01),
        ], title: "a title")

    static let signed = BarChart([
        .init("a", 3), .init("b", -2), .init("c", -4), .init("d", 1.25),
    ])

    static let spark = Sparkline([0, 1, 2, 3, .nan, 4, 5, 6, 7, 3, 0])

    /// The rows as text without colours.
    static func text(_ cells: CellBuffer) -> [String] {
        rows(cells) { $0.glyph }
    }

    /// The rows with a letter for each colour that shows: `a` for the first, `.` for standard.
    static func colors(_ cells: CellBuffer) -> [String] {
        var letters = [TerminalColor: Unicode.Scalar]()
        for cell in cells.cells where cell.foreground != .standard {
            if letters[cell.foreground] == nil {
                letters[cell.foreground] = Unicode.Scalar(UInt8(97 + letters.count))
            }
        }
        return rows(cells) { cell in
            cell.glyph == " " ? " " : letters[cell.foreground] ?? "."
        }
    }

    private static func rows(
        _ cells: CellBuffer, _ scalar: (Cell) -> Unicode.Scalar
    ) -> [String] {
        (0..<cells.rows).map { row in
            var line = String.UnicodeScalarView()
            for column in 0..<cells.columns { line.append(scalar(cells[column, row])) }
            while line.last == " " { line.removeLast() }
            return String(line)
        }
    }
}
