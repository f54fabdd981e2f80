/// A part of the screen, in cells.
struct Rectangle: Sendable, Hashable {
    var column: Int
    var row: Int
    var columns: Int
    var rows: Int

    /// Whether there is nothing in it.
    var isEmpty: Bool { columns <= 0 || rows <= 0 }

    /// Whether the cell at `column` and `row` is in it.
    func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < self.column + columns && row >= self.row
            && row < self.row + rows
    }

    /// `width` columns on the left and the others on the right, with one between them for a line.
    func dividedAcross(left width: Int) -> (Rectangle, Rectangle) {
        let width = min(max(width, 0), columns)
        return (
            Rectangle(column: column, row: row, columns: width, rows: rows),
            Rectangle(
                column: column + width + 1, row: row, columns: max(columns - width - 1, 0),
                rows: rows)
        )
    }

    /// `height` rows above and the others below, with one between them for a line.
    func dividedDown(top height: Int) -> (Rectangle, Rectangle) {
        let height = min(max(height, 0), rows)
        return (
            Rectangle(column: column, row: row, columns: columns, rows: height),
            Rectangle(
                column: column, row: row + height + 1, columns: columns,
                rows: max(rows - height - 1, 0))
        )
    }

    /// `height` rows above and the others below, with nothing between them.
    func stacked(top height: Int) -> (Rectangle, Rectangle) {
        let height = min(max(height, 0), rows)
        return (
            Rectangle(column: column, row: row, columns: columns, rows: height),
            Rectangle(
                column: column, row: row + height, columns: columns, rows: rows - height)
        )
    }

    /// The largest part of `size` in the middle.
    func centered(_ size: (columns: Int, rows: Int)) -> Rectangle {
        Rectangle(
            column: column + (columns - size.columns) / 2, row: row + (rows - size.rows) / 2,
            columns: size.columns, rows: size.rows)
    }
}
