import Platform

/// A part of the screen with 2×4 dots to a cell.
///
/// Cells with dots become braille patterns, or ASCII characters of about the same shape. Cells
/// without dots are not drawn, so what lies below a canvas shows through. Dots off the canvas are
/// left out.
public struct DotCanvas: Sendable, Hashable {
    /// A place on the canvas: dots from its left and upper edge.
    public struct Dot: Sendable, Hashable {
        /// Dots from the left edge.
        public var x: Int
        /// Dots from the upper edge.
        public var y: Int

        /// A place.
        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// Cells in a row.
    public let columns: Int
    /// Rows of cells.
    public let rows: Int
    private let hasBraille: Bool
    private var patterns: [UInt8]
    private var pens: [Pen]

    /// Dots in a row.
    public var width: Int { columns * 2 }
    /// Rows of dots.
    public var height: Int { rows * 4 }

    /// An empty canvas.
    public init(columns: Int, rows: Int, style: PlotStyle) {
        require(columns >= 0 && rows >= 0, "a canvas cannot be \(columns)x\(rows) cells")
        self.columns = columns
        self.rows = rows
        hasBraille = style.hasBraille
        patterns = Array(repeating: 0, count: columns * rows)
        pens = Array(repeating: Pen(), count: columns * rows)
    }

    /// Sets a dot; its cell takes the pen's colour and mark, whoever drew there before.
    public mutating func set(_ dot: Dot, pen: Pen) {
        guard dot.x >= 0, dot.x < width, dot.y >= 0, dot.y < height else { return }
        let cell = dot.y / 4 * columns + dot.x / 2
        patterns[cell] |= DotCanvas.bits[dot.y % 4 * 2 + dot.x % 2]
        pens[cell] = pen
    }

    /// Draws a straight line (Bresenham, 1965), both ends included.
    public mutating func line(from start: Dot, to end: Dot, pen: Pen) {
        path([start, end], pen: pen)
    }

    /// Draws straight lines from dot to dot; a broken stroke goes on around the corners.
    ///
    /// - Precondition: all coordinates lie within ±1,000,000.
    public mutating func path(_ dots: [Dot], pen: Pen) {
        if let only = dots.first, dots.count == 1 { return set(only, pen: pen) }
        var drawn = 0
        for (start, end) in zip(dots, dots.dropFirst()) {
            for dot in [start, end] {
                require(
                    max(dot.x.magnitude, dot.y.magnitude) <= 1_000_000,
                    "a line to (\(dot.x), \(dot.y)), more than 1000000 dots away")
            }
            var at = start
            let (across, down) = (abs(end.x - start.x), abs(end.y - start.y))
            var error = across - down
            while true {
                if pen.stroke.isSet(drawn) { set(at, pen: pen) }
                if at == end { break }
                drawn += 1
                let doubled = 2 * error
                if doubled > -down {
                    error -= down
                    at.x += start.x < end.x ? 1 : -1
                }
                if doubled < across {
                    error += across
                    at.y += start.y < end.y ? 1 : -1
                }
            }
        }
    }

    /// Draws the cells that have dots into `buffer`, the canvas's upper left at `column` and `row`.
    public func draw(into buffer: inout CellBuffer, column: Int = 0, row: Int = 0) {
        for index in patterns.indices where patterns[index] != 0 {
            let (x, y) = (column + index % columns, row + index / columns)
            guard x >= 0, x < buffer.columns, y >= 0, y < buffer.rows else { continue }
            buffer[x, y].glyph = glyph(index)
            buffer[x, y].foreground = pens[index].color
            buffer[x, y].style = []
        }
    }

    private func glyph(_ cell: Int) -> Unicode.Scalar {
        if let mark = pens[cell].mark { return mark }
        if !hasBraille { return DotCanvas.asciiGlyphs[Int(patterns[cell])] }
        return Unicode.Scalar(0x2800 + UInt32(patterns[cell])) ?? " "
    }

    /// The bits of a pattern, row by row, as Unicode numbers braille dots.
    static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
}
