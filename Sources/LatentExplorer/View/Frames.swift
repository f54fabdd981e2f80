import TerminalUI

/// Lines around rectangles, joined where they meet.
struct Frames {
    private let columns: Int
    private let rows: Int
    /// For each cell the sides that a line leaves it on: 1 up, 2 right, 4 down, 8 left.
    private var sides: [UInt8]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        sides = Array(repeating: 0, count: columns * rows)
    }

    /// A line around `rectangle`, one cell outside it.
    mutating func add(around rectangle: Rectangle) {
        let (left, top) = (rectangle.column - 1, rectangle.row - 1)
        let (right, bottom) = (
            rectangle.column + rectangle.columns, rectangle.row + rectangle.rows
        )
        for column in left..<right {
            for row in [top, bottom] {
                join(column, row, 2)
                join(column + 1, row, 8)
            }
        }
        for row in top..<bottom {
            for column in [left, right] {
                join(column, row, 4)
                join(column, row + 1, 1)
            }
        }
    }

    private mutating func join(_ column: Int, _ row: Int, _ side: UInt8) {
        guard column >= 0, column < columns, row >= 0, row < rows else { return }
        sides[row * columns + column] |= side
    }

    /// Draws the lines.
    func draw(into buffer: inout CellBuffer, isUTF8: Bool) {
        for place in sides.indices where sides[place] != 0 {
            let glyphs = isUTF8 ? Frames.lines : Frames.ascii
            buffer.cells[place] = Cell(glyphs[Int(sides[place])], style: .dim)
        }
    }

    // By the sides that are joined: 1 up, 2 right, 4 down, 8 left.
    private static let lines: [Unicode.Scalar] = [
        " ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼",
    ]
    private static let ascii: [Unicode.Scalar] = [
        " ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+",
    ]
}
