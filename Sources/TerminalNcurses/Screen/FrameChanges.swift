import TerminalUI

/// Which cells of a frame differ from those of the frame before.
struct FrameChanges {
    /// The rows with differences.
    private(set) var rows = [Int]()
    /// How many cells differ.
    private(set) var count = 0
    /// Whether there was no frame before, so that all differs.
    let isWhole: Bool

    private let columns: Int
    /// For each cell of the frame, row by row, whether it differs.
    private var isChanged: [Bool]

    /// Compares two frames; one of another size is as good as none.
    init(from old: CellBuffer?, to new: CellBuffer) {
        columns = new.columns
        isWhole = old?.columns != new.columns || old?.rows != new.rows
        isChanged = [Bool](repeating: isWhole, count: new.cells.count)
        guard let old, !isWhole else {
            rows = Array(0..<new.rows)
            count = new.cells.count
            return
        }
        for row in 0..<new.rows {
            let countBefore = count
            for place in row * columns..<(row + 1) * columns
            where old.cells[place] != new.cells[place] {
                isChanged[place] = true
                count += 1
            }
            if count > countBefore { rows.append(row) }
        }
    }

    /// Whether the cells at `column` and `row` differ.
    func isChanged(_ column: Int, _ row: Int) -> Bool { isChanged[row * columns + column] }
}
