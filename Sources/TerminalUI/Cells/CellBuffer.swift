import Platform

/// A part of a terminal's screen, `[rows, columns]`, that views draw into.
///
/// What is drawn beyond its edges is cut off.
public struct CellBuffer: Sendable, Hashable {
    /// Cells in a row.
    public let columns: Int
    /// Rows.
    public let rows: Int
    /// The cells from the upper left, row by row.
    public var cells: [Cell]

    /// A buffer full of one cell, blank unless told otherwise.
    public init(columns: Int, rows: Int, filledWith cell: Cell = Cell()) {
        require(
            columns >= 0 && rows >= 0, "a buffer cannot be \(columns)x\(rows) cells")
        self.columns = columns
        self.rows = rows
        cells = [Cell](repeating: cell, count: columns * rows)
    }

    /// The cell at `column` and `row`, both counted from the upper left.
    public subscript(column: Int, row: Int) -> Cell {
        get { cells[index(column, row)] }
        set { cells[index(column, row)] = newValue }
    }

    /// Writes `text` on one row from `column` on, a scalar to a cell.
    ///
    /// Control characters, which a terminal would obey, become question marks. The colour behind
    /// stays what it is unless one is given.
    ///
    /// - Returns: the column after the text.
    @discardableResult
    public mutating func write(
        _ text: String, column: Int, row: Int, foreground: TerminalColor = .standard,
        background: TerminalColor? = nil, style: CellStyle = []
    ) -> Int {
        var column = column
        for scalar in text.unicodeScalars {
            if column >= 0, column < columns, row >= 0, row < rows {
                let place = row * columns + column
                cells[place] = Cell(
                    scalar.isControl ? "?" : scalar, foreground: foreground,
                    background: background ?? cells[place].background, style: style)
            }
            column += 1
        }
        return column
    }

    /// Draws `other` with its upper left corner at `column` and `row`.
    public mutating func draw(_ other: CellBuffer, column: Int, row: Int) {
        let left = max(0, -column)
        let right = min(other.columns, columns - column)
        guard left < right else { return }
        for line in max(0, -row)..<max(max(0, -row), min(other.rows, rows - row)) {
            let source = line * other.columns
            let target = (row + line) * columns + column
            for place in left..<right { cells[target + place] = other.cells[source + place] }
        }
    }

    private func index(_ column: Int, _ row: Int) -> Int {
        require(
            column >= 0 && column < columns && row >= 0 && row < rows,
            "cell (\(column), \(row)) is outside a buffer of \(columns)x\(rows)")
        return row * columns + column
    }
}

extension Unicode.Scalar {
    /// Whether a terminal might obey this scalar instead of showing it.
    var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}
