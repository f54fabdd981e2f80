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

    /// The rows that look to curses as if they had moved elsewhere in the frame; perhaps some more.
    private func movedRows(_ frame: CellBuffer, _ changes: FrameChanges) -> Set<Int> {
        guard cells.writesPast, !changes.isWhole, let shown else { return [] }
        var places = [UInt64: Set<Int>]()
        for row in changes.rows {
            places[cells.signature(of: frame, row: row), default: []].insert(row)
        }
        return Set(
            changes.rows.filter { row in
                let found = places[cells.signature(of: shown, row: row)] ?? []
                return !found.subtracting([row]).isEmpty
            })
    }

    /// The text that draws the cells that curses does not know, where they changed.
    private func pastCurses(
        _ frame: CellBuffer, _ changes: FrameChanges, redrawn: Set<Int>
    ) -> [UInt8] {
        var bytes = [UInt8]()
        for row in changes.rows {
            // In a row that curses has written to, it may have written what did not change as well,
            // to save a move of the cursor.
            let isAll =
                redrawn.contains(row)
                || changes.contains(row: row) { new, old in
                    new != old && !(cells.isPastCurses(new) && cells.isPastCurses(old))
                }
            func isWritten(_ column: Int) -> Bool {
                cells.isPastCurses(frame[column, row])
                    && (isAll || changes.isChanged(column, row))
            }
            var column = 0
            while column < frame.columns {
                let begin = column
                while column < frame.columns, isWritten(column) { column += 1 }
                if column > begin { append(frame, begin..<column, row, to: &bytes) }
                column += 1
            }
        }
        return bytes.isEmpty ? [] : bytes + "\u{1B}[H".utf8
    }

    private func append(
        _ frame: CellBuffer, _ columns: Range<Int>, _ row: Int, to bytes: inout [UInt8]
    ) {
        bytes += "\u{1B}[\(row + 1);\(columns.lowerBound + 1)H".utf8
        var run = CellBuffer(columns: columns.count, rows: 1)
        for column in columns {
            run[column - columns.lowerBound, 0] = cells.shown(frame[column, row])
        }
        run.append(row: 0, isTrimmed: false, to: &bytes)
    }
}
