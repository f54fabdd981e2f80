import CNcursesw
import TerminalUI

/// Makes curses' cells of ours.
struct CursesCells {
    private let isUTF8: Bool
    private var pairs: ColorPairs
    /// Whether colours of 24 bits may be written past curses, which has none.
    let writesPast: Bool

    /// Stands where a cell is written past curses.
    ///
    /// No cell of ours is invisible, so one that takes its place always differs, and curses does not
    /// take it for blank.
    let placeholder = cncursesw_cell(0x20, cncursesw_invisible(), 0)

    /// For a terminal of `depth` that takes the colours of `pairs`.
    init(isUTF8: Bool, depth: ColorDepth, pairs: ColorPairs) {
        self.isUTF8 = isUTF8
        self.pairs = pairs
        writesPast = depth == .trueColor && pairs.colors >= 8
    }

    /// Whether `cell` has a colour that curses does not know.
    func isPastCurses(_ cell: Cell) -> Bool {
        guard writesPast else { return false }
        if case .rgb = cell.foreground { return true }
        if case .rgb = cell.background { return true }
        return false
    }

    /// `cell` with a character that takes one column.
    func shown(_ cell: Cell) -> Cell {
        let value = cell.glyph.value
        if (0x20..<0x7F).contains(value) { return cell }
        if isUTF8, value >= 0xA0, cncursesw_width(value) == 1 { return cell }
        var cell = cell
        cell.glyph = "?"
        return cell
    }

    /// A number that is the same for rows of which curses knows the same, and hardly for others.
    func signature(of buffer: CellBuffer, row: Int) -> UInt64 {
        // The hash of Fowler, Noll and Vo, of whole cells instead of bytes.
        let line = buffer.cells[row * buffer.columns..<(row + 1) * buffer.columns]
        return line.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ signature(of: $1)) &* 0x100_0000_01B3
        }
    }

    private func signature(of cell: Cell) -> UInt64 {
        guard !isPastCurses(cell) else { return 1 << 63 }
        return UInt64(cell.glyph.value) << 32 | UInt64(cell.style.rawValue) << 24
            | UInt64(cell.foreground.signature) << 12 | UInt64(cell.background.signature)
    }

    /// The cell of curses that shows `cell`; nil if there is no room for its pair of colours.
    mutating func curses(_ cell: Cell) -> cchar_t? {
        if isPastCurses(cell) { return placeholder }
        var attributes: attr_t = 0
        if cell.style.contains(.bold) { attributes |= cncursesw_bold() }
        if cell.style.contains(.dim) { attributes |= cncursesw_dim() }
        if cell.style.contains(.underline) { attributes |= cncursesw_underline() }
        if cell.style.contains(.reverse) { attributes |= cncursesw_reverse() }
        var foreground = number(of: cell.foreground)
        var background = number(of: cell.background)
        // Where there are eight colours, the bright ones are the others in bold.
        if foreground >= pairs.colors {
            foreground -= 8
            attributes |= cncursesw_bold()
        }
        if background >= pairs.colors { background -= 8 }
        guard let pair = pairs.pair(foreground: foreground, background: background) else {
            return nil
        }
        return cncursesw_cell(shown(cell).glyph.value, attributes, pair)
    }

    /// Makes room for other pairs of colours; see `ColorPairs.removeAll`.
    mutating func removePairs(isFolded: Bool) { pairs.removeAll(isFolded: isFolded) }

    /// -1 is the terminal's own colour, which also stands in for those that it does not have.
    private func number(of color: TerminalColor) -> Int {
        guard pairs.colors >= 8 else { return -1 }
        switch color {
        case .standard: return -1
        case .ansi(let number), .palette(let number):
            return number < max(16, pairs.colors) ? Int(number) : -1
        case .rgb(let red, let green, let blue):
            guard pairs.colors >= 256 else { return -1 }
            return [red, green, blue].reduce(0) { 6 * $0 + Self.cubeLevel($1) } + 16
        }
    }

    /// The nearest of the levels 0, 95, 135, 175, 215 and 255 of the palette's cube.
    private static func cubeLevel(_ value: UInt8) -> Int {
        value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
    }
}

extension TerminalColor {
    /// A number below 4096; colours of 24 bits have none of their own.
    fileprivate var signature: UInt16 {
        switch self {
        case .standard: 0
        case .ansi(let number): 0x100 | UInt16(number)
        case .palette(let number): 0x200 | UInt16(number)
        case .rgb: 0x300
        }
    }
}
