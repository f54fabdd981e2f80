import Autoencoders
import TerminalUI

/// Draws the encoded examples as dots, coloured by label.
///
/// Few examples are a dot each. Of many, the dots that are set say how many lie there: by a
/// threshold on the logarithm of their number.
struct MapDrawing {
    /// What the drawing depends on.
    struct Key: Hashable {
        let points: ObjectIdentifier
        let data: ObjectIdentifier
        let center: MapPosition
        let radii: MapPosition
        let columns: Int
        let rows: Int
    }

    private let data: ExplorerData
    private let map: MapState
    private let size: Rectangle
    private let screen: ExplorerState.Screen

    init(data: ExplorerData, map: MapState, size: Rectangle, screen: ExplorerState.Screen) {
        self.data = data
        self.map = map
        self.size = Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
        self.screen = screen
    }

    var key: Key {
        Key(
            points: ObjectIdentifier(map.points), data: ObjectIdentifier(data),
            center: map.center, radii: map.radii, columns: size.columns, rows: size.rows)
    }

    /// From so many examples on, dots stand for how many there are.
    private static let shadingThreshold = 5000

    /// The map without what is drawn over it.
    func cells() -> CellBuffer {
        let counts = counts()
        var canvas = DotCanvas(
            columns: size.columns, rows: size.rows,
            style: PlotStyle(isUTF8: screen.isUTF8, colors: screen.colors))
        let isShaded = map.points.positions.count > MapDrawing.shadingThreshold
        let most = Float(counts.dots.max() ?? 0)
        let width = size.columns * 2
        for (place, count) in counts.dots.enumerated() where count > 0 {
            let dot = DotCanvas.Dot(x: place % width, y: place / width)
            if isShaded, level(count, of: most) < MapDrawing.threshold(dot) { continue }
            let cell = dot.y / 4 * size.columns + dot.x / 2
            canvas.set(dot, pen: Pen(color: color(ofCell: cell, counts)))
        }
        var buffer = CellBuffer(columns: size.columns, rows: size.rows)
        canvas.draw(into: &buffer)
        return buffer
    }

    private func level(_ count: UInt32, of most: Float) -> Float {
        // The logarithm to base 2 is about the number of bits, which is all that is needed.
        let bits = Float(32 - (count + 1).leadingZeroBitCount)
        let mantissa = Float(count + 1) / Float(UInt32(1) << UInt32(bits - 1)) - 1
        let all = Float(32 - (UInt32(most) + 1).leadingZeroBitCount)
        return (bits - 1 + mantissa) / all
    }

    // Bayer's 4×4 matrix.
    private static let matrix: [Float] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

    private static func threshold(_ dot: DotCanvas.Dot) -> Float {
        (matrix[dot.y % 4 * 4 + dot.x % 4] + 0.5) / 20
    }

    /// How many examples there are at each dot, and of each label in each cell.
    private struct Counts {
        var dots: [UInt32]
        /// `[cell][label]`; empty without labels.
        var labels: [UInt32]
        var labelCount: Int
    }

    private func counts() -> Counts {
        let (width, height) = (size.columns * 2, size.rows * 4)
        let labels = screen.colors > .mono ? data.examples.labels : nil
        let labelCount = labels.map { min(Int($0.max() ?? 0) + 1, 64) } ?? 0
        var counts = Counts(
            dots: Array(repeating: 0, count: width * height),
            labels: Array(repeating: 0, count: size.columns * size.rows * labelCount),
            labelCount: labelCount)
        let units = MapPane.unitsPerDot(in: size, map)
        let scale = MapPosition(x: 1 / units.x, y: 1 / units.y)
        let left = Float(size.columns) - map.center.x * scale.x
        let top = Float(size.rows * 2) + map.center.y * scale.y
        let (right, bottom) = (Float(width), Float(height))
        map.points.positions.withUnsafeBufferPointer { positions in
            counts.dots.withUnsafeMutableBufferPointer { dots in
                counts.labels.withUnsafeMutableBufferPointer { cells in
                    for (row, position) in positions.enumerated() {
                        let x = position.x * scale.x + left
                        let y = top - position.y * scale.y
                        guard x >= 0, y >= 0, x < right, y < bottom else { continue }
                        let (column, line) = (Int(x), Int(y))
                        dots[line * width + column] &+= 1
                        guard labelCount > 0, let label = labels?[row], label >= 0 else { continue }
                        let cell = line / 4 * size.columns + column / 2
                        cells[cell * labelCount + min(Int(label), labelCount - 1)] &+= 1
                    }
                }
            }
        }
        return counts
    }

    /// The colour of the label that most examples in a cell have.
    private func color(ofCell cell: Int, _ counts: Counts) -> TerminalColor {
        guard counts.labelCount > 0 else { return .standard }
        let range = cell * counts.labelCount..<(cell + 1) * counts.labelCount
        let label = range.max { counts.labels[$0] < counts.labels[$1] } ?? range.lowerBound
        return PlotPalette.color(label - range.lowerBound, depth: screen.colors)
    }
}
