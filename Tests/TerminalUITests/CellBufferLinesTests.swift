import TerminalUI
import Testing

@Suite struct CellBufferLinesTests {
    @Test func onlyChangesAreWritten() {
        let red = TerminalColor.ansi(1)
        let cells = [Cell("a", foreground: red), Cell("b", foreground: red), Cell(), Cell("c")]
        #expect(line(cells) == "\u{1B}[31mab \u{1B}[39mc")
    }

    @Test func aColourIsWrittenAgainAfterAReset() {
        let red = TerminalColor.rgb(200, 0, 0)
        let cells = [
            Cell("a", foreground: red, style: .bold), Cell(" "), Cell("b", foreground: red),
        ]
        let color = "38;2;200;0;0m"
        #expect(line(cells) == "\u{1B}[1;\(color)a\u{1B}[0m \u{1B}[\(color)b\u{1B}[0m")
    }

    private func line(_ cells: [Cell]) -> String? {
        var buffer = CellBuffer(columns: cells.count, rows: 1)
        for (column, cell) in cells.enumerated() { buffer[column, 0] = cell }
        return buffer.lines().first
    }
}
