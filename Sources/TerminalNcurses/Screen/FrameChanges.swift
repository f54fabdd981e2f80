import TerminalUI

/// Which cells of a frame differ from those of the frame before.
struct FrameChanges {
    /// The rows with differences.
    private(set) var rows = [Int]()
    /// How many cells differ.
    private(set) var count = 0
    /// Whether there was no frame before, so that all differs.
    let isWhole: Bool

    private let old: CellBuffer?
    private let new: CellBuffer

    /// Compares two frames; one of another size is as good as none.
    init(from old: CellBuffer?, to new: CellBuffer) {
        let isComparable = old?.columns == new.columns && old?.rows == new.rows
        self.old = isComparable ? old : nil
        self.new = new
        isWhole = !isComparable
        guard let old = self.old else {
            rows = Array(0..<new.rows)
            count = new.cells.count
            return
        }
        for row in 0..<new.rows {
            let places = row * new.columns..<(row + 1) * new.columns
            let differing = places.count { old.cells[$0] != new.cells[$0] }
            if differing > 0 { rows.append(row) }
            count += differing
        }
    }

    /// Whether the cells at `column` and `row` differ.
    func isChanged(_ column: Int, _ row: Int) -> Bool {
        old.map { $0[column, row] != new[column, row] } ?? true
    }

    /// Whether a cell of `row` differs in that way; all do if there was no frame before.
    func contains(row: Int, where differs: (_ new: Cell, _ old: Cell) -> Bool) -> Bool {
        guard let old else { return true }
        return (0..<new.columns).contains { differs(new[$0, row], old[$0, row]) }
    }
}
