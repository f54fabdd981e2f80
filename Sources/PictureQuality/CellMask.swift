/// How much of each pixel of a cell a character covers.
///
/// A cell is 8 pixels wide and 16 high. Shapes are given in pixels and may end within one.
package struct CellMask: Sendable, Equatable {
    /// Pixels across a cell.
    package static let width = 8
    /// Pixels down a cell.
    package static let height = 16

    /// The share of each pixel, 0 to 1, `[height, width]`.
    package private(set) var coverage = [Float](repeating: 0, count: width * height)

    /// The mean over the cell.
    package var density: Float { coverage.reduce(0, +) / Float(coverage.count) }

    /// Covers the same share of every pixel.
    mutating func fill(_ share: Float) {
        for pixel in coverage.indices { add(share, to: pixel) }
    }

    /// Covers a rectangle; its ends may be fractions of a pixel.
    mutating func addRectangle(x: Range<Double>, y: Range<Double>, share: Double = 1) {
        for row in 0..<CellMask.height {
            let down = overlap(y, row)
            for column in 0..<CellMask.width where down > 0 {
                add(Float(down * overlap(x, column) * share), to: row * CellMask.width + column)
            }
        }
    }

    /// Covers a disc around (`x`, `y`).
    mutating func addDisc(x: Double, y: Double, diameter: Double) {
        let radius = diameter / 2
        addPoints(x: x - radius..<x + radius, y: y - radius..<y + radius) { pointX, pointY in
            let (across, down) = (pointX - x, pointY - y)
            return across * across + down * down < radius * radius
        }
    }

    /// Covers what `isInside` holds for, which lies within `x` and `y`; 16×16 points of each pixel
    /// are asked.
    mutating func addPoints(
        x: Range<Double>, y: Range<Double>, _ isInside: (_ x: Double, _ y: Double) -> Bool
    ) {
        let points = 16
        for row in 0..<CellMask.height where overlap(y, row) > 0 {
            for column in 0..<CellMask.width where overlap(x, column) > 0 {
                var count = 0
                for point in 0..<points * points {
                    let pointX = Double(column) + (Double(point % points) + 0.5) / Double(points)
                    let pointY = Double(row) + (Double(point / points) + 0.5) / Double(points)
                    if isInside(pointX, pointY) { count += 1 }
                }
                add(Float(count) / Float(points * points), to: row * CellMask.width + column)
            }
        }
    }

    private mutating func add(_ share: Float, to pixel: Int) {
        coverage[pixel] = min(coverage[pixel] + share, 1)
    }

    /// The length of what `range` and pixel `index` have in common.
    private func overlap(_ range: Range<Double>, _ index: Int) -> Double {
        max(min(range.upperBound, Double(index + 1)) - max(range.lowerBound, Double(index)), 0)
    }
}
