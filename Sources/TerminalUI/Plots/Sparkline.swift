/// The course of a value in a line of text.
///
/// Filled columns of braille dots, two to a cell; without braille one column of eighths of a block
/// to a cell; in ASCII one of ` .:-=+*#`. More than one row makes it as much finer.
public struct Sparkline: Plot, Hashable {
    /// The values from left to right; one that is not finite is a gap.
    public var values: [Double]
    /// What an empty and a full column stand for; nil for the least and the largest value.
    public var range: ClosedRange<Double>?
    /// The place of its colour in the palette.
    public var colorIndex: Int

    /// A sparkline of `values`.
    public init(_ values: [Double], range: ClosedRange<Double>? = nil, colorIndex: Int = 0) {
        self.values = values
        self.range = range
        self.colorIndex = colorIndex
    }

    /// The line in exactly `columns` × `rows` cells.
    ///
    /// Where there are more values than columns of dots, each shows the mean of some; where there
    /// are fewer, the right stays blank.
    public func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        let across = style.hasBraille ? 2 : 1
        let means = Sparkline.means(of: values, count: columns * across)
        let ends = range.map { [$0.lowerBound, $0.upperBound] } ?? means
        guard let scale = AxisScale(ends, scale: .linear) else { return buffer }
        let steps = style.hasBraille ? 4 : style.isUTF8 ? 8 : Sparkline.ramp.count - 1
        let color = PlotPalette.color(colorIndex, depth: style.colors)
        // The lowest level still shows: only a gap is blank.
        let levels = means.map { mean in
            scale.fraction(of: mean).map { 1 + Int(($0 * Double(steps * rows - 1)).rounded()) } ?? 0
        }
        for (index, row) in (0..<rows).reversed().enumerated() {
            let filled = levels.map { min(max($0 - index * steps, 0), steps) }
            for column in 0..<min(columns, (filled.count + across - 1) / across) {
                let parts = filled[(column * across)..<min((column + 1) * across, filled.count)]
                guard parts.contains(where: { $0 > 0 }) else { continue }
                buffer[column, row] = Cell(
                    Sparkline.glyph(Array(parts), style), foreground: color)
            }
        }
        return buffer
    }

    private static let ramp = Array(" .:-=+*#".unicodeScalars)

    /// The glyph of one cell from the heights of its columns.
    private static func glyph(_ heights: [Int], _ style: PlotStyle) -> Unicode.Scalar {
        guard style.hasBraille else {
            return style.isUTF8 ? EighthBlock.fromBelow(heights[0]) : ramp[heights[0]]
        }
        var pattern: UInt8 = 0
        for (side, height) in heights.enumerated() {
            for row in (4 - height)..<4 { pattern |= DotCanvas.bits[row * 2 + side] }
        }
        return Unicode.Scalar(0x2800 + UInt32(pattern)) ?? " "
    }

    /// `values` in at most `count` groups of neighbours, the mean of each.
    private static func means(of values: [Double], count: Int) -> [Double] {
        guard values.count > count, count > 0 else { return count > 0 ? values : [] }
        return (0..<count).map { group in
            let part = values[(group * values.count / count)..<((group + 1) * values.count / count)]
                .filter(\.isFinite)
            // Divided before they are added, the largest numbers do not overflow.
            return part.isEmpty
                ? .nan : part.reduce(0) { $0 + $1 / Double(part.count) }
        }
    }
}
