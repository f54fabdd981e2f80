import Glibc
import Platform

/// The structural similarity of two planes (Wang, Bovik, Sheikh, Simoncelli, 2004).
///
/// With means μ, variances σ² and the covariance under a Gaussian window of 11 taps and deviation
/// 1.5, `(2 μx μy + C₁)(2 σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂))` with `C₁ = 0.01²` and
/// `C₂ = 0.03²`, averaged over all places where the window lies within the plane. 1 is equality.
package enum StructuralSimilarity {
    private static let taps = 11

    /// The similarity of two planes of values from 0 to 1, `[height, width]`.
    package static func mean(
        _ first: [Float], _ second: [Float], width: Int, height: Int
    ) -> Double {
        require(
            width >= taps && height >= taps,
            "a window of \(taps)x\(taps) needs a larger plane than \(width)x\(height)")
        require(
            first.count == width * height && second.count == width * height,
            "planes of \(first.count) and \(second.count) pixels are not \(width)x\(height)")
        let (x, y) = (first.map { Double($0) }, second.map { Double($0) })
        let meanX = windowed(x, width, height)
        let meanY = windowed(y, width, height)
        let squareX = windowed(x.map { $0 * $0 }, width, height)
        let squareY = windowed(y.map { $0 * $0 }, width, height)
        let product = windowed(zip(x, y).map { $0 * $1 }, width, height)

        let (c1, c2) = (0.01 * 0.01, 0.03 * 0.03)
        var sum = 0.0
        for place in meanX.indices {
            let (mx, my) = (meanX[place], meanY[place])
            let variances = squareX[place] - mx * mx + squareY[place] - my * my
            let covariance = product[place] - mx * my
            sum +=
                (2 * mx * my + c1) * (2 * covariance + c2)
                / ((mx * mx + my * my + c1) * (variances + c2))
        }
        return sum / Double(meanX.count)
    }

    private static let window: [Double] = {
        let bell = (0..<taps).map { exp(-Double(($0 - 5) * ($0 - 5)) / (2 * 1.5 * 1.5)) }
        let sum = bell.reduce(0, +)
        return bell.map { $0 / sum }
    }()

    /// The weighted means of all windows within the plane.
    private static func windowed(_ plane: [Double], _ width: Int, _ height: Int) -> [Double] {
        let newWidth = width - taps + 1
        let newHeight = height - taps + 1
        var wide = [Double](repeating: 0, count: newWidth * height)
        for y in 0..<height {
            for (tap, weight) in window.enumerated() {
                for x in 0..<newWidth {
                    wide[y * newWidth + x] += weight * plane[y * width + x + tap]
                }
            }
        }
        var result = [Double](repeating: 0, count: newWidth * newHeight)
        for y in 0..<newHeight {
            for (tap, weight) in window.enumerated() {
                for x in 0..<newWidth {
                    result[y * newWidth + x] += weight * wide[(y + tap) * newWidth + x]
                }
            }
        }
        return result
    }
}
