import TerminalUI
import Testing

/// Exact fractions become exact eighths.
@Suite struct EighthsTests {
    private static let fromBelow = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let fromLeft = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    @Test(arguments: 0...8)
    func barsToTheRight(eighths: Int) {
        let chart = BarChart([
            BarChart.Bar("", 10, text: ""), BarChart.Bar("", 2 + Double(eighths) / 8, text: ""),
        ])
        // Two cells go to the empty label and value.
        let text = chart.cells(columns: 12, rows: 2, style: Samples.blocks)
        #expect(String(text[4, 1].glyph) == EighthsTests.fromLeft[eighths])
        #expect(text[3, 1].glyph == "█" && text[5, 1].glyph == " ")
    }

    @Test(arguments: [(0.0, " "), (0.25, "▐"), (0.5, "▐"), (0.75, "█"), (1, "█")])
    func barsToTheLeftHaveHalves(part: Double, glyph: String) {
        let chart = BarChart([
            BarChart.Bar("", -10, text: ""), BarChart.Bar("", -2 - part, text: ""),
        ])
        let text = chart.cells(columns: 12, rows: 2, style: Samples.blocks)
        #expect(String(text[9, 1].glyph) == glyph)
        #expect(text[10, 1].glyph == "█" && text[11, 1].glyph == "█")
    }

    @Test(arguments: 1...8)
    func histogramBarsRise(eighths: Int) {
        let values = [Double](repeating: 0, count: 8) + [Double](repeating: 1, count: eighths)
        // Too small for axes: a row of two bins.
        let cells = Histogram(values, binCount: 2).cells(columns: 2, rows: 1, style: Samples.blocks)
        #expect(String(cells[1, 0].glyph) == EighthsTests.fromBelow[eighths])
        #expect(cells[0, 0].glyph == "█")
    }

    @Test func sparklinesRise() {
        let line = Sparkline([1, 2, 3, 4, 5, 6, 7, 8])
        #expect(
            Samples.text(line.cells(columns: 8, rows: 1, style: Samples.blocks)) == ["▁▂▃▄▅▆▇█"])
        let fixed = Sparkline([0, 7], range: 0...14)
        #expect(Samples.text(fixed.cells(columns: 2, rows: 1, style: Samples.blocks)) == ["▁▅"])
    }
}
