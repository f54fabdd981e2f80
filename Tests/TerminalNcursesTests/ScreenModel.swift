import TerminalUI

/// What a terminal shows after the bytes that it got, for the sequences that curses and we use.
struct ScreenModel {
    private(set) var cells: CellBuffer
    /// Sequences that the model does not know.
    private(set) var unknown = [String]()

    private var pen = Cell()
    private var (column, row) = (0, 0)
    private var isWrapPending = false
    private var wraps = true
    private var lastGlyph: Unicode.Scalar = " "

    /// A blank screen.
    init(columns: Int, rows: Int) { cells = CellBuffer(columns: columns, rows: rows) }

    /// Obeys what was written.
    mutating func feed(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": escape(&rest)
            case "\r": move(0, row)
            case "\n": move(column, row + 1)
            case "\u{08}": move(column - 1, row)
            case "\t": move((column / 8 + 1) * 8, row)
            // The bell, and other character sets.
            case "\u{07}", "\u{0E}", "\u{0F}": break
            default: put(scalar)
            }
        }
    }

    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        switch rest.popFirst() {
        case "[":
            var body = ""
            while let scalar = rest.popFirst() {
                guard scalar.value >= 0x40 else {
                    body.unicodeScalars.append(scalar)
                    continue
                }
                return control(body, scalar)
            }
        case "(", ")": _ = rest.popFirst()
        case "=", ">", "\\": break
        case "M": move(column, row - 1)
        case let other: unknown.append("ESC \(String(describing: other))")
        }
    }

    private mutating func control(_ body: String, _ final: Unicode.Scalar) {
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0) ?? 0 }
        let first = max(numbers.first ?? 1, 1)
        switch final {
        case "m": paint(numbers)
        case "H": move((numbers.count > 1 ? max(numbers[1], 1) : 1) - 1, first - 1)
        case "A": move(column, row - first)
        case "B": move(column, row + first)
        case "C": move(column + first, row)
        case "D": move(column - first, row)
        case "G": move(first - 1, row)
        case "d": move(column, first - 1)
        case "I": move((column / 8 + first) * 8, row)
        case "Z": move(max((column + 7) / 8 - first, 0) * 8, row)
        case "K":
            erase(body == "1" ? row * cells.columns : place, body == "1" ? place + 1 : lineEnd)
        case "J": erase(body == "2" ? 0 : place, cells.cells.count)
        case "@":
            for place in stride(from: lineEnd - 1, to: place, by: -1) {
                cells.cells[place] = cells.cells[place - 1]
            }
        case "X": erase(place, min(place + first, lineEnd))
        case "b": for _ in 0..<first { put(lastGlyph) }
        case "h" where body == "?7", "l" where body == "?7": wraps = final == "h"
        case "h", "l", "r", "t", "n": break
        default: unknown.append("CSI \(body)\(final)")
        }
    }

    private var place: Int { row * cells.columns + column }
    private var lineEnd: Int { (row + 1) * cells.columns }

    private mutating func move(_ column: Int, _ row: Int) {
        self.column = min(max(column, 0), cells.columns - 1)
        self.row = min(max(row, 0), cells.rows - 1)
        isWrapPending = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if isWrapPending { move(0, row + 1) }
        cells[column, row] = pen
        cells[column, row].glyph = scalar
        lastGlyph = scalar
        if column == cells.columns - 1 { isWrapPending = wraps } else { column += 1 }
    }

    private mutating func erase(_ begin: Int, _ end: Int) {
        for place in begin..<end { cells.cells[place] = Cell(background: pen.background) }
        isWrapPending = false
    }

    private mutating func paint(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: pen = Cell()
            case 1: pen.style.insert(.bold)
            case 2: pen.style.insert(.dim)
            case 4: pen.style.insert(.underline)
            case 7: pen.style.insert(.reverse)
            // Invisible: what must never stay on the screen.
            case 8: pen.style.insert(CellStyle(rawValue: 128))
            case 30...37: pen.foreground = .ansi(UInt8(number - 30))
            case 40...47: pen.background = .ansi(UInt8(number - 40))
            case 90...97: pen.foreground = .ansi(UInt8(number - 82))
            case 100...107: pen.background = .ansi(UInt8(number - 92))
            case 38: pen.foreground = color(&rest)
            case 48: pen.background = color(&rest)
            case 39: pen.foreground = .standard
            case 49: pen.background = .standard
            default: unknown.append("SGR \(number)")
            }
        }
    }

    private func color(_ rest: inout ArraySlice<Int>) -> TerminalColor {
        func next() -> UInt8 { UInt8(rest.popFirst() ?? 0) }
        return next() == 5 ? .palette(next()) : .rgb(next(), next(), next())
    }
}

extension Cell {
    /// The cell without what nobody sees of it.
    var visible: Cell {
        var cell = self
        if case .palette(let number) = cell.foreground, number < 16 {
            cell.foreground = .ansi(number)
        }
        if case .palette(let number) = cell.background, number < 16 {
            cell.background = .ansi(number)
        }
        if glyph == " ", style.isDisjoint(with: [.underline, .reverse]) {
            cell.foreground = .standard
            cell.style.subtract([.bold, .dim])
        }
        return cell
    }
}
