import Platform
import TerminalUI

/// Where things lie in the pane of the grid.
enum GridPane {
    /// Columns left of the pictures, for the names of rows.
    static let margin = 6

    /// Columns that a picture takes, with a blank one behind it.
    static func pictureColumns(in rectangle: Rectangle) -> Int {
        min(max((rectangle.columns - margin) / 9, 8), 20)
    }

    /// The pictures across and down; an odd number across, so that one stands in the middle.
    static func cells(in rectangle: Rectangle, _ state: ExplorerState) -> (columns: Int, rows: Int)
    {
        let width = pictureColumns(in: rectangle)
        let across = max((rectangle.columns - margin + 1) / (width + 1), 0)
        let down = max((rectangle.rows - 1) / max(width / 2, 1), 0)
        let odd = across > 2 ? across - (across + 1) % 2 : across
        switch state.grid.kind {
        case .traversals: return (odd, min(down, state.visibleCoordinates.count))
        case .plane: return (odd, down > 2 ? down - (down + 1) % 2 : down)
        }
    }

    /// The part of the screen for the picture at `column` and `row` of the grid.
    static func place(column: Int, row: Int, in rectangle: Rectangle) -> Rectangle {
        let width = pictureColumns(in: rectangle)
        return Rectangle(
            column: rectangle.column + margin + column * (width + 1),
            row: rectangle.row + 1 + row * (width / 2), columns: width, rows: width / 2)
    }

    /// The picture at a cell of the screen.
    static func cell(
        atColumn column: Int, row: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> (column: Int, row: Int)? {
        let cells = cells(in: rectangle, state)
        for y in 0..<cells.rows {
            for x in 0..<cells.columns
            where place(column: x, row: y, in: rectangle).contains(column: column, row: row) {
                return (x, y)
            }
        }
        return nil
    }
}

extension Painter {
    mutating func paintGrid(in rectangle: Rectangle) {
        let size = GridPane.cells(in: rectangle, state)
        let sliders = state.visibleCoordinates
        guard size.columns > 0, size.rows > 0, !sliders.isEmpty else {
            title("grid", over: rectangle)
            write("too small", in: rectangle, style: .dim)
            return
        }
        let isPlane = state.grid.kind == .plane
        let chosen = state.gridSliders
        title(
            isPlane
                ? "plane of \(sliders[chosen.across].name) and \(sliders[chosen.up].name)"
                : "traversals through z",
            "t changes", over: rectangle, isFocused: state.focus == .grid)
        for (column, value) in ExplorerState.spread(size.columns).enumerated() {
            let place = GridPane.place(column: column, row: 0, in: rectangle)
            let text = Numbers.signed(value) + "σ"
            write(
                text, column: place.column + max((place.columns - text.count) / 2, 0),
                row: rectangle.row, style: .dim)
        }
        let rowValues = ExplorerState.spread(size.rows).reversed().map { Numbers.signed($0) }
        let offset = state.gridOffset(size.rows)
        for row in 0..<size.rows {
            let place = GridPane.place(column: 0, row: row, in: rectangle)
            write(
                isPlane ? rowValues[row] : sliders[row + offset].name, column: rectangle.column,
                row: place.row + place.rows / 2, style: .dim)
        }
        guard case .decoded(let pictures)? = state.answer(for: .grid),
            pictures.count == size.columns * size.rows
        else { return }
        for (index, picture) in pictures.enumerated() {
            let (column, row) = (index % size.columns, index / size.columns)
            let place = GridPane.place(column: column, row: row, in: rectangle)
            draw(picture, in: place)
            if column == state.grid.column, row == state.grid.row { mark(place) }
        }
    }

    // Brackets at the sides stay within the blank columns between pictures.
    private mutating func mark(_ place: Rectangle) {
        for row in place.row..<place.row + place.rows {
            let isEnd = row == place.row || row == place.row + place.rows - 1
            write(
                isEnd ? "[" : "│", column: place.column - 1, row: row, foreground: accent(.focus),
                style: .bold)
            write(
                isEnd ? "]" : "│", column: place.column + place.columns, row: row,
                foreground: accent(.focus), style: .bold)
        }
    }
}
