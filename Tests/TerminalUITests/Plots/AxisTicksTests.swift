import TerminalUI
import Testing

/// Which values an axis names, as a chart shows them.
@Suite struct AxisTicksTests {
    /// The labels of the vertical axis, from below, of a chart of 20 rows.
    private func labels(
        _ values: [Double], axis: PlotAxis = PlotAxis(), rows: Int = 22
    ) -> [String] {
        let chart = LineChart([LineChart.Series("", values: values)], y: axis)
        return Samples.text(chart.cells(columns: 60, rows: rows, style: Samples.ascii))
            .compactMap { line -> String? in
                guard let bar = line.firstIndex(of: "+"), bar > line.startIndex else { return nil }
                let label = line[..<bar].filter { $0 != " " }
                return label.isEmpty ? nil : label
            }.reversed()
    }

    @Test(arguments: [
        ([0, 100], ["0", "20", "40", "60", "80", "100"]),
        ([238, 310], ["240", "250", "260", "270", "280", "290", "300", "310"]),
        ([0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([-1, 1], ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
        ([0.001, 0.003], ["0.0010", "0.0015", "0.0020", "0.0025", "0.0030"]),
        ([99_000, 99_900], (0...9).map { "99\($0)00" }),
        ([0, 1_500_000], ["0"] + [2, 4, 6, 8, 10, 12, 14].map { "\($0 / 10).\($0 % 10)e6" }),
        ([0, 100_000], ["0", "20e3", "40e3", "60e3", "80e3", "100e3"]),
        ([1e-7, 5e-7], (2...10).map { "\($0 * 50)e-9" }),
        ([-2e12, 0], ["-2.0e12", "-1.5e12", "-1.0e12", "-0.5e12", "0"]),
        ([7, 7, 7], ["6.4", "6.6", "6.8", "7.0", "7.2", "7.4", "7.6"]),
        ([0, 0], ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
        ([-1e300, 1e300], ["-1.0e300", "-0.5e300", "0", "0.5e300", "1.0e300"]),
        ([-1.7e308, 1.7e308], []),
    ])
    func linear(values: [Double], expected: [String]) {
        #expect(labels(values) == expected)
    }

    @Test(arguments: [
        ([1, 1000], ["1", "2", "5", "10", "20", "50", "100", "200", "500", "1000"]),
        ([0.5, 8], ["0.5", "1", "2", "5"]),
        ([1e-5, 1e6], ["1e-4", "0.01", "1", "100", "10000", "1e6"]),
        ([20, 60], ["20", "30", "40", "50", "60"]),
        ([5, 5], ["4", "6", "8", "10"]),
        ([1e-300, 1e300], ["1e-300", "1e-200", "1e-100", "1", "1e100", "1e200", "1e300"]),
    ])
    func logarithmic(values: [Double], expected: [String]) {
        #expect(labels(values, axis: PlotAxis(scale: .logarithmic)) == expected)
    }

    @Test func wholeNumbersOnly() {
        #expect(labels([0, 2], axis: PlotAxis(isWhole: true)) == ["0", "1", "2"])
        #expect(labels([0.2, 0.8], axis: PlotAxis(isWhole: true)) == [])
    }

    @Test(arguments: [
        (6, ["0", "100"]), (8, ["0", "50", "100"]), (12, ["0", "50", "100"]),
        (16, ["0", "20", "40", "60", "80", "100"]),
    ])
    func asManyAsFit(rows: Int, expected: [String]) {
        #expect(labels([0, 100], rows: rows) == expected)
    }

    /// The line of labels below the horizontal axis.
    @Test(arguments: [
        (12, "    0      1"), (20, "   0.0     0.5   1.0"), (30, "   0.0          0.5        1.0"),
        (60, "   0.0        0.2        0.4        0.6        0.8       1.0"),
    ])
    func labelsBelowDoNotTouch(columns: Int, expected: String) {
        let chart = LineChart([
            LineChart.Series("", points: [PlotPoint(x: 0, y: 0), PlotPoint(x: 1, y: 10)])
        ])
        let text = Samples.text(chart.cells(columns: columns, rows: 10, style: Samples.ascii))
        #expect(text.last == expected)
    }
}
