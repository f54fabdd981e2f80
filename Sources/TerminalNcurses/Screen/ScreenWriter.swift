import CNcursesw
import Glibc
import TerminalUI

/// Brings frames to the screen: curses writes what differs, and cells in colours that it does not
/// know are written past it.
///
/// Where such cells are, curses is told of a placeholder. So the two never write the same cell, and
/// one that changes sides differs for both.
struct ScreenWriter {
    private var cells: CursesCells
    private let sequences: TerminalSequences
    /// What the screen shows; nil if nothing is known of it.
    private var shown: CellBuffer?
    /// For each row that is shown, a number for what curses knows of it.
    private var signatures = [UInt64]()

    /// For a screen of which nothing is known.
    init(cells: CursesCells, sequences: TerminalSequences) {
        self.cells = cells
        self.sequences = sequences
    }

    /// Forgets what the screen shows, so that the next frame clears it and is drawn as a whole.
    mutating func forget() { shown = nil }

    /// Shows `frame`, which is as large as the screen, and gives how many cells differed.
    ///
    /// - Parameter ending: what to write after a frame with differences.
    mutating func show(_ frame: CellBuffer, ending: String) -> Int {
        var changes = FrameChanges(from: shown, to: frame)
        guard changes.count > 0 else { return 0 }
        if !tellCurses(of: frame, rows: changes.rows) {
            // The pairs of colours are used up: all are given out again for this frame.
            changes = FrameChanges(from: nil, to: frame)
            for isFolded in [false, true] {
                cells.removePairs(isFolded: isFolded)
                reset_color_pairs()
                if tellCurses(of: frame, rows: changes.rows) { break }
            }
        }
        let moved = movedRows(frame, changes)
        // Curses would scroll to where it finds such a row again, and what is written past it too.
        for row in moved { wredrawln(cncursesw_screen(), Int32(row), 1) }
        if changes.isWhole { clearok(cncursesw_shown_screen(), true) }
        var bytes = Array(sequences.beginUpdate.utf8)
        wnoutrefresh(cncursesw_screen())
        if changes.isWhole {
            // After the screen was left, curses sets the modes of the line as well.
            Self.write(bytes)
            bytes = []
            doupdate()
        } else {
            appendUpdate(to: &bytes)
        }
        bytes += pastCurses(frame, changes, redrawn: moved)
        bytes += (sequences.endUpdate + ending).utf8
        Self.write(bytes)
        shown = frame
        return changes.count
    }

    /// Writes `text` to the terminal as it is.
    static func write(_ text: String) {
        if !text.isEmpty { write(Array(text.utf8)) }
    }

    private static func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let written = Glibc.write(cncursesw_output(), part.baseAddress, part.count)
                // A terminal that has gone is noticed where its input is read.
                if written < 0 && errno != EINTR && errno != EAGAIN { return }
                rest = rest.dropFirst(max(written, 0))
            }
        }
    }

    private func appendUpdate(to bytes: inout [UInt8]) {
        var count = 0
        guard let update = cncursesw_update(&count) else { return }
        update.withMemoryRebound(to: UInt8.self, capacity: count) {
            bytes += UnsafeBufferPointer(start: $0, count: count)
        }
    }

    /// Puts rows into curses' screen; false if they have too many pairs of colours.
    private mutating func tellCurses(of frame: CellBuffer, rows: [Int]) -> Bool {
        var isComplete = true
        var line = [cchar_t]()
        line.reserveCapacity(frame.columns)
        for row in rows {
            line.removeAll(keepingCapacity: true)
            for cell in frame.cells[row * frame.columns..<(row + 1) * frame.columns] {
                let known = cells.curses(cell)
                isComplete = isComplete && known != nil
                line.append(known ?? cells.placeholder)
            }
            mvwadd_wchnstr(cncursesw_screen(), Int32(row), 0, line, Int32(frame.columns))
        }
        // Past curses the cursor is moved too, and this is where it comes back to.
        wmove(cncursesw_screen(), 0, 0)
        return isComplete
    }

    /// The rows that curses takes for moved: those that it knows once before, and once after in
    /// another place.
    private mutating func movedRows(_ frame: CellBuffer, _ changes: FrameChanges) -> Set<Int> {
        guard cells.writesPast else { return [] }
        let old = signatures
        if changes.isWhole { signatures = [UInt64](repeating: 0, count: frame.rows) }
        for row in changes.rows { signatures[row] = cells.signature(of: frame, row: row) }
        guard !changes.isWhole else { return [] }
        let before = Dictionary(zip(old, 0...), uniquingKeysWith: { _, _ in -1 })
        let after = Dictionary(zip(signatures, 0...), uniquingKeysWith: { _, _ in -1 })
        return Set(
            before.compactMap { signature, row in
                guard row >= 0, let place = after[signature], place >= 0, place != row else {
                    return nil
                }
                return row
            })
    }

    /// The text that draws the cells that curses does not know, where they changed.
    private func pastCurses(
        _ frame: CellBuffer, _ changes: FrameChanges, redrawn: Set<Int>
    ) -> [UInt8] {
        var bytes = [UInt8]()
        for row in changes.rows {
            let start = row * frame.columns
            // In a row that curses has written to, it may have written what did not change as well,
            // to save a move of the cursor.
            let isAll = redrawn.contains(row) || isWrittenByCurses(row, frame, changes)
            func isWritten(_ column: Int) -> Bool {
                (isAll || changes.isChanged(column, row))
                    && cells.isPastCurses(frame.cells[start + column])
            }
            var column = 0
            while column < frame.columns {
                let begin = column
                while column < frame.columns, isWritten(column) { column += 1 }
                if column > begin {
                    bytes += "\u{1B}[\(row + 1);\(begin + 1)H".utf8
                    frame.append(row: row, columns: begin..<column, to: &bytes) {
                        cells.shown($0)
                    }
                }
                column += 1
            }
        }
        return bytes.isEmpty ? [] : bytes + "\u{1B}[H".utf8
    }

    /// Whether a cell of `row` changed that curses knows, or has known.
    private func isWrittenByCurses(_ row: Int, _ frame: CellBuffer, _ changes: FrameChanges) -> Bool
    {
        guard let shown, !changes.isWhole else { return true }
        return (0..<frame.columns).contains { column in
            let place = row * frame.columns + column
            return changes.isChanged(column, row)
                && !(cells.isPastCurses(frame.cells[place])
                    && cells.isPastCurses(shown.cells[place]))
        }
    }
}
