import TerminalUI
import Testing

@Suite struct DotCanvasTests {
    private func dot(_ x: Int, _ y: Int) -> DotCanvas.Dot { DotCanvas.Dot(x: x, y: y) }

    private func drawn(_ canvas: DotCanvas) -> [String] {
        var buffer = CellBuffer(columns: canvas.columns, rows: canvas.rows)
        canvas.draw(into: &buffer)
        return Samples.text(buffer)
    }

    @Test(arguments: [
        (0, 0, "⠁"), (0, 1, "⠂"), (0, 2, "⠄"), (0, 3, "⡀"), (1, 0, "⠈"), (1, 1, "⠐"), (1, 2, "⠠"),
        (1, 3, "⢀"),
    ])
    func setsADot(x: Int, y: Int, glyph: String) {
        var canvas = DotCanvas(columns: 1, rows: 1, style: Samples.braille)
        canvas.set(dot(x, y), pen: Pen())
        #expect(drawn(canvas) == [glyph])
    }

    @Test func drawsLines() {
        var canvas = DotCanvas(columns: 4, rows: 2, style: Samples.braille)
        canvas.line(from: dot(0, 0), to: dot(7, 7), pen: Pen())
        #expect(drawn(canvas) == ["⠑⢄", "  ⠑⢄"])
        var steep = DotCanvas(columns: 2, rows: 2, style: Samples.braille)
        steep.line(from: dot(3, 7), to: dot(1, 0), pen: Pen())
        #expect(drawn(steep) == ["⠘⡄", " ⢣"])
    }

    @Test func linesInASCIIFollowTheirSlope() {
        var canvas = DotCanvas(columns: 6, rows: 3, style: Samples.ascii)
        canvas.path([dot(0, 11), dot(4, 0), dot(8, 11)], pen: Pen())
        canvas.line(from: dot(8, 0), to: dot(11, 0), pen: Pen())
        #expect(drawn(canvas) == [" .\\ ''", "./'\\", "/  '."])
    }

    @Test(arguments: [
        (Pen.Stroke.solid, "⠉⠉⠉⠉⠉⠉⠉⠉"), (.dashed, "⠉⠉⠁ ⠉⠉⠁"), (.dotted, "⠁⠈ ⠁⠈ ⠁⠈"),
        (.dashDotted, "⠉⠉⠁ ⠁⠈⠉⠉"),
    ])
    func strokesAreBroken(stroke: Pen.Stroke, expected: String) {
        var canvas = DotCanvas(columns: 8, rows: 1, style: Samples.braille)
        canvas.line(from: dot(0, 0), to: dot(15, 0), pen: Pen(stroke: stroke))
        #expect(drawn(canvas) == [expected])
    }

    @Test func aStrokeGoesOnAroundCorners() {
        var whole = DotCanvas(columns: 8, rows: 1, style: Samples.braille)
        whole.line(from: dot(0, 0), to: dot(15, 0), pen: Pen(stroke: .dashed))
        var parts = DotCanvas(columns: 8, rows: 1, style: Samples.braille)
        parts.path([dot(0, 0), dot(3, 0), dot(9, 0), dot(15, 0)], pen: Pen(stroke: .dashed))
        #expect(whole == parts)
    }

    @Test func leavesOutWhatIsOutside() {
        var canvas = DotCanvas(columns: 2, rows: 1, style: Samples.braille)
        canvas.line(from: dot(-100, 1), to: dot(100, 1), pen: Pen())
        canvas.set(dot(0, 4), pen: Pen())
        canvas.set(dot(4, 0), pen: Pen())
        #expect(drawn(canvas) == ["⠒⠒"])
        var buffer = CellBuffer(columns: 2, rows: 2)
        canvas.draw(into: &buffer, column: 1, row: -1)
        canvas.draw(into: &buffer, column: 1, row: 1)
        #expect(Samples.text(buffer) == ["", " ⠒"])
    }

    @Test func theLastPainterColoursACell() {
        var canvas = DotCanvas(columns: 2, rows: 1, style: Samples.color)
        canvas.line(from: dot(0, 0), to: dot(3, 0), pen: Pen(color: .ansi(1)))
        canvas.set(dot(3, 3), pen: Pen(color: .ansi(2)))
        var buffer = CellBuffer(columns: 2, rows: 1)
        canvas.draw(into: &buffer)
        #expect(buffer.cells.map(\.foreground) == [.ansi(1), .ansi(2)])
        #expect(Samples.text(buffer) == ["⠉⢉"])
    }

    @Test func layersBelowShowThrough() {
        var buffer = CellBuffer(columns: 3, rows: 1)
        buffer.write("abc", column: 0, row: 0, background: .ansi(4), style: .dim)
        var canvas = DotCanvas(columns: 3, rows: 1, style: Samples.ascii)
        canvas.set(dot(2, 0), pen: Pen(mark: "x"))
        canvas.draw(into: &buffer)
        #expect(Samples.text(buffer) == ["axc"])
        #expect(buffer[1, 0] == Cell("x", background: .ansi(4)))
        #expect(buffer[2, 0] == Cell("c", background: .ansi(4), style: .dim))
    }
}
