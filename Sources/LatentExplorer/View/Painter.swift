import Platform
import TerminalUI

/// Paints one frame, part by part.
struct Painter {
    let state: ExplorerState
    let layout: ScreenLayout
    let rendering: any Rendering
    var drawings: Drawings
    var buffer: CellBuffer

    init(_ state: ExplorerState, _ rendering: any Rendering, _ drawings: Drawings) {
        self.state = state
        self.rendering = rendering
        self.drawings = drawings
        layout = state.layout
        buffer = CellBuffer(columns: state.size.columns, rows: state.size.rows)
    }

    /// Paints everything.
    mutating func paint() {
        drawings.begin()
        paintFrames()
        for (part, rectangle) in layout.framed + layout.unframed {
            switch part {
            case .picture: paintPicture(in: rectangle)
            case .originals: paintOriginals(in: rectangle)
            case .latents: paintLatents(in: rectangle)
            case .sweep: paintSweep(in: rectangle)
            case .standing: paintStanding(in: rectangle)
            case .map: paintMap(in: rectangle)
            case .neighbors: paintNeighbors(in: rectangle)
            case .film: paintFilm(in: rectangle)
            case .grid: paintGrid(in: rectangle)
            }
        }
        paintHeader()
        paintStatus()
        if case .help(let scroll)? = state.overlay { paintHelp(scroll: scroll) }
    }

    private mutating func paintFrames() {
        var frames = Frames(columns: buffer.columns, rows: buffer.rows)
        for (part, rectangle) in layout.framed {
            frames.add(around: layout.outlines[part] ?? rectangle)
        }
        frames.draw(into: &buffer, isUTF8: state.screen.isUTF8)
    }

    /// Writes what a pane is called into the line above it, and `end` at its right.
    mutating func title(
        _ text: String, _ end: String = "", over rectangle: Rectangle, isFocused: Bool = false
    ) {
        let row = rectangle.row - 1
        guard rectangle.columns >= 4 else { return }
        let shown = text.unicodeScalars.prefix(rectangle.columns - 3)
        let name = " \(String(shown)) "
        let next = write(
            isFocused ? name.bracketed : name, column: rectangle.column + 1, row: row,
            foreground: isFocused ? accent(.focus) : .standard, style: isFocused ? .bold : [])
        let start = rectangle.column + rectangle.columns - end.unicodeScalars.count - 3
        if !end.isEmpty, start > next {
            write(" \(end) ", column: start, row: row)
        }
    }

    /// Writes text within a rectangle, cut at its right edge.
    @discardableResult
    mutating func write(
        _ text: String, in rectangle: Rectangle, column: Int = 0, row: Int = 0,
        foreground: TerminalColor = .standard, style: CellStyle = []
    ) -> Int {
        guard row >= 0, row < rectangle.rows, column < rectangle.columns else { return column }
        let shown = text.unicodeScalars.prefix(rectangle.columns - column)
        return write(
            String(shown), column: rectangle.column + column, row: rectangle.row + row,
            foreground: foreground, style: style) - rectangle.column
    }

    /// Writes text; what is beyond ASCII only where the screen has it.
    @discardableResult
    mutating func write(
        _ text: String, column: Int, row: Int, foreground: TerminalColor = .standard,
        style: CellStyle = []
    ) -> Int {
        buffer.write(
            state.screen.isUTF8 ? text : text.inASCII, column: column, row: row,
            foreground: foreground, style: style)
    }

    /// Draws a decoded thing as large as it fits into the middle of a rectangle.
    mutating func draw(_ decoded: Decoded, in rectangle: Rectangle, isTop: Bool = false) {
        guard !rectangle.isEmpty else { return }
        let size = rendering.size(columns: rectangle.columns, rows: rectangle.rows)
        var place = rectangle.centered(size)
        if isTop { place.row = rectangle.row }
        buffer.draw(
            drawings.cells(
                for: FineDrawing(
                    decoded: decoded, columns: size.columns, rows: size.rows,
                    renderer: state.renderer),
                isMoving: state.isMoving, rendering),
            column: place.column, row: place.row)
    }

    /// The colour of a class.
    func color(of label: Int32?) -> TerminalColor {
        label.map { PlotPalette.color(Int($0), depth: state.screen.colors) } ?? .standard
    }
}

extension String {
    /// The text with what is beyond ASCII written in ASCII.
    var inASCII: String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            shown.append(scalar.isASCII ? scalar : String.substitutes[scalar] ?? "?")
        }
        return String(shown)
    }

    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "·": "-", "−": "-", "–": "-", "→": ">", "▸": ">", "●": "O", "○": "o", "◆": "X", "┊": ":",
        "┼": "+", "─": "-", "━": "=", "▶": ">", "…": ".", "σ": "s", "μ": "u", "←": "<", "↑": "^",
        "↓": "v", "±": "~", "²": "2", "√": "v", "′": "'", "“": "\"", "”": "\"", "│": "|",
        "⏸": "|", "×": "x",
    ]
}
