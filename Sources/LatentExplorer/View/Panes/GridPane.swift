import Platform
import TerminalUI

/// Where things lie in the pane of the grid.
enum GridPane {
    /// Columns left of the pictures, for the names of rows.
    static let margin = 6

    /// How pictures lie in the pane.
    struct Measure {
        /// Cells of a picture.
        let size: (columns: Int, rows: Int)
        /// Pictures across and down.
        let count: (columns: Int, rows: Int)
        /// Blank rows between pictures.
        let gap: Int

        /// The part of the screen for the picture at `column` and `row` of the grid.
        func place(column: Int, row: Int, in rectangle: Rectangle) -> Rectangle {
            Rectangle(
                column: rectangle.column + margin + column * (size.columns + 1),
                row: rectangle.row + 1 + row * (size.rows + gap), columns: size.columns,
                rows: size.rows)
        }
    }

    /// The largest pictures of which enough fit; an odd number across, so that one is the middle.
    static func measure(in rectangle: Rectangle, _ state: ExplorerState) -> Measure {
        let isPlane = state.grid.kind == .plane
        let wanted = isPlane ? 5 : min(state.visibleCoordinates.count, 6)
        let widths = stride(from: 28, through: 6, by: -2)
        let measures = widths.map { measure(width: $0, in: rectangle, state) }
        let good = measures.first { $0.count.columns >= 5 && $0.count.rows >= wanted }
        let best = measures.max {
            min($0.count.columns, 5) * $0.count.rows < min($1.count.columns, 5) * $1.count.rows
        }
        return good ?? best ?? measure(width: 6, in: rectangle, state)
    }

    private static func measure(
        width: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> Measure {
        let height = width / 2
        let gap = height >= 4 ? 1 : 0
        let across = min(max((rectangle.columns - margin + 1) / (width + 1), 0), 11)
        let down = max((rectangle.rows - 1 + gap) / (height + gap), 0)
        let isPlane = state.grid.kind == .plane
        let rows = isPlane ? min(odd(down), 11) : min(down, state.visibleCoordinates.count)
        return Measure(size: (width, height), count: (odd(across), rows), gap: gap)
    }

    private static func odd(_ count: Int) -> Int { count > 2 ? count - (count + 1) % 2 : count }

    /// The picture at a cell of the screen.
    static func cell(
        atColumn column: Int, row: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> (column: Int, row: Int)? {
        let measure = measure(in: rectangle, state)
        for y in 0..<measure.count.rows {
            for x in 0..<measure.count.columns
            where measure.place(column: x, row: y, in: rectangle)
                .contains(column: column, row: row)
            {
                return (x, y)
            }
        }
        return nil
    }
}

extension Painter {
    mutating func paintGrid(in rectangle: Rectangle) {
        let measure = GridPane.measure(in: rectangle, state)
        let size = measure.count
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
            let place = measure.place(column: column, row: 0, in: rectangle)
            let text = Numbers.signed(value) + state.sliderUnit.trimmed
            write(
                text, column: place.column + max((place.columns - text.count) / 2, 0),
                row: rectangle.row, style: .dim)
        }
        let rowValues = ExplorerState.spread(size.rows).reversed().map { Numbers.signed($0) }
        let offset = state.gridOffset(size.rows)
        for row in 0..<size.rows {
            let place = measure.place(column: 0, row: row, in: rectangle)
            write(
                isPlane ? rowValues[row] : sliders[row + offset].name, column: rectangle.column,
                row: place.row + place.rows / 2, style: .dim)
        }
        guard case .decoded(let pictures)? = state.answer(for: .grid),
            pictures.count == size.columns * size.rows
        else { return }
        for (index, picture) in pictures.enumerated() {
            let (column, row) = (index % size.columns, index / size.columns)
            let place = measure.place(column: column, row: row, in: rectangle)
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
