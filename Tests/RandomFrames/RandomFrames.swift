public import TerminalUI

/// Frames that differ from one another in all the ways that a screen may change, the same for the
/// same seed.
public struct RandomFrames {
    private var state: UInt64
    private var frame: CellBuffer

    /// The frames that follow a blank one.
    public init(seed: UInt64, columns: Int, rows: Int) {
        state = seed
        frame = CellBuffer(columns: columns, rows: rows)
    }

    /// Another frame.
    public mutating func next() -> CellBuffer {
        for _ in 0...random(4) {
            switch random(6) {
            case 0: shift()
            case 1: fill(with: Cell())
            case 2: fill(with: Cell(" ", background: color(isRGB: random(2) == 0)))
            case 3: draw(isRGB: false)
            default: draw(isRGB: true)
            }
        }
        return frame
    }

    /// Moves a part of a row, which tempts curses to insert or delete characters.
    private mutating func shift() {
        let row = random(frame.rows)
        let width = random(frame.columns)
        for column in stride(from: frame.columns - 1, to: width, by: -1) {
            frame[column, row] = frame[column - 1, row]
        }
    }

    private mutating func fill(with cell: Cell) {
        forEachPlace { frame, column, row in frame[column, row] = cell }
    }

    private mutating func draw(isRGB: Bool) {
        var state = state
        let glyphs: [Unicode.Scalar] = ["a", "X", " ", "▀", "⣿", "é"]
        forEachPlace { frame, column, row in
            // Some places keep what they have, and neighbours are often alike.
            guard Self.random(4, &state) > 0 else { return }
            let glyph = glyphs[Self.random(glyphs.count, &state)]
            let front = Self.color(isRGB, &state)
            let back = Self.color(isRGB && Self.random(2, &state) == 0, &state)
            let style = CellStyle(rawValue: UInt8(Self.random(16, &state)))
            frame[column, row] = Cell(
                glyph, foreground: front, background: back,
                style: Self.random(3, &state) == 0 ? style : [])
        }
        self.state = state
    }

    private mutating func forEachPlace(_ body: (inout CellBuffer, Int, Int) -> Void) {
        let (left, top) = (random(frame.columns), random(frame.rows))
        let right = min(left + 1 + random(frame.columns), frame.columns)
        let bottom = min(top + 1 + random(frame.rows), frame.rows)
        for row in top..<bottom {
            for column in left..<right { body(&frame, column, row) }
        }
    }

    private mutating func color(isRGB: Bool) -> TerminalColor { Self.color(isRGB, &state) }

    private static func color(_ isRGB: Bool, _ state: inout UInt64) -> TerminalColor {
        if isRGB { return .rgb(UInt8(random(4, &state)), 200, UInt8(random(256, &state))) }
        switch random(4, &state) {
        case 0: return .ansi(UInt8(random(16, &state)))
        case 1: return .palette(UInt8(16 + random(240, &state)))
        default: return .standard
        }
    }

    private mutating func random(_ count: Int) -> Int { Self.random(count, &state) }

    /// Knuth's linear congruential generator, of which the upper bits are good.
    private static func random(_ count: Int, _ state: inout UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
