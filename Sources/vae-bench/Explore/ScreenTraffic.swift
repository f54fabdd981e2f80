/// Reads what a program sends to a terminal, far enough to tell its frames apart.
///
/// A frame ends where a synchronised update does (`CSI ? 2026 l`). The cursor is followed as xterm
/// moves it, so that it is known how many cells of a part of the screen a frame writes.
struct ScreenTraffic {
    /// What came of some bytes.
    enum Event: Equatable {
        /// A frame is complete.
        case frame(Frame)
        /// The terminal is asked how it is (`CSI 5 n`), to which it has to say `CSI 0 n`.
        case question
    }

    /// What a frame was.
    struct Frame: Equatable {
        /// All bytes since the frame before.
        var bytes = 0
        /// Characters that are no blanks, anywhere.
        var characters = 0
        /// Cells that were written in the part that is watched.
        var watchedCells = 0
    }

    private enum State { case text, escape, control, string, skip }

    private let columns: Int
    private let rows: Int
    private let watched: (columns: Range<Int>, rows: Range<Int>)
    private var state = State.text
    private var parameters = [UInt8]()
    private var (column, row) = (0, 0)
    /// The last column was written: the next character begins the next row.
    private var isPastEnd = false
    private var lastIsBlank = true
    private var frame = Frame()

    /// A blank screen, of which the cells in `watched` are counted.
    init(columns: Int, rows: Int, watched: (columns: Range<Int>, rows: Range<Int>)) {
        self.columns = columns
        self.rows = rows
        self.watched = watched
    }

    /// Takes what the program sent, and gives what it means.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events = [Event]()
        for byte in bytes {
            frame.bytes += 1
            switch state {
            case .text: takeText(byte)
            case .escape: takeEscape(byte)
            case .control:
                if (0x40...0x7E).contains(byte) {
                    state = .text
                    if let event = obey(byte) { events.append(event) }
                    parameters.removeAll(keepingCapacity: true)
                } else {
                    parameters.append(byte)
                }
            case .string: if byte == 0x07 || byte == 0x1B { state = byte == 0x07 ? .text : .escape }
            case .skip: state = .text
            }
        }
        return events
    }

    private mutating func takeText(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x08: move(to: column - 1, row)
        case 0x09: move(to: (column / 8 + 1) * 8, row)
        case 0x0A: move(to: column, row + 1)
        case 0x0D: move(to: 0, row)
        // What follows the first byte of a character in UTF-8 takes no room.
        case 0x20..<0x80, 0xC0...: write(isBlank: byte == 0x20)
        default: break
        }
    }

    private mutating func takeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"): state = .skip
        default: state = .text
        }
    }

    private mutating func write(isBlank: Bool) {
        if isPastEnd { move(to: 0, row + 1) }
        touch(column..<column + 1)
        if !isBlank { frame.characters += 1 }
        lastIsBlank = isBlank
        if column == columns - 1 { isPastEnd = true } else { column += 1 }
    }

    private mutating func touch(_ columns: Range<Int>) {
        guard watched.rows.contains(row) else { return }
        frame.watchedCells += columns.clamped(to: watched.columns).count
    }

    private mutating func move(to column: Int, _ row: Int) {
        self.column = min(max(column, 0), columns - 1)
        self.row = min(max(row, 0), rows - 1)
        isPastEnd = false
    }

    /// Does what a control sequence says that ends in `final`.
    private mutating func obey(_ final: UInt8) -> Event? {
        // Colours move nothing, and are most of what comes.
        if final == UInt8(ascii: "m") { return nil }
        let text = String(decoding: parameters, as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = numbers.first.flatMap(\.self)
        let count = max(first ?? 1, 1)
        switch UnicodeScalar(final) {
        case "A": move(to: column, row - count)
        case "B": move(to: column, row + count)
        case "C": move(to: column + count, row)
        case "D": move(to: column - count, row)
        case "G": move(to: count - 1, row)
        case "d": move(to: column, count - 1)
        case "H", "f":
            move(to: ((numbers.dropFirst().first ?? 1) ?? 1) - 1, count - 1)
        case "Z": move(to: (column - 1) / 8 * 8, row)
        case "X": touch(column..<column + count)
        case "b": for _ in 0..<count { write(isBlank: lastIsBlank) }
        case "K": touch(first == 1 ? 0..<column + 1 : column..<columns)
        case "n" where text == "5": return .question
        case "l" where text == "?2026":
            defer { frame = Frame() }
            return .frame(frame)
        default: break
        }
        return nil
    }
}
