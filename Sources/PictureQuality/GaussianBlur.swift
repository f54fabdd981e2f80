import Glibc
import Platform

/// The blur of an eye that is too far away to see single dots.
///
/// Weights are `exp(-d² / 2σ²)` for distances `d` up to 4σ, scaled to add up to 1, across and then
/// down. Beyond the edges lies what is at them.
package struct GaussianBlur: Sendable, Equatable {
    /// The standard deviation in pixels.
    package let sigma: Double
    private let weights: [Float]

    /// A blur of `sigma` pixels.
    package init(sigma: Double) {
        require(sigma > 0, "a blur's sigma must be more than 0, not \(sigma)")
        self.sigma = sigma
        let radius = Int((4 * sigma).rounded(.up))
        let bell = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = bell.reduce(0, +)
        weights = bell.map { Float($0 / sum) }
    }

    /// `plane`, `[height, width]`, blurred.
    package func applied(to plane: [Float], width: Int, height: Int) -> [Float] {
        require(
            plane.count == width * height,
            "a plane of \(width)x\(height) cannot have \(plane.count) pixels")
        let radius = weights.count / 2
        var wide = [Float](repeating: 0, count: plane.count)
        var padded = [Float](repeating: 0, count: width + 2 * radius)
        var result = [Float](repeating: 0, count: plane.count)
        plane.withUnsafeBufferPointer { plane in
            wide.withUnsafeMutableBufferPointer { wide in
                padded.withUnsafeMutableBufferPointer { padded in
                    for y in 0..<height {
                        for x in padded.indices {
                            padded[x] = plane[y * width + min(max(x - radius, 0), width - 1)]
                        }
                        for (tap, weight) in weights.enumerated() {
                            for x in 0..<width { wide[y * width + x] += weight * padded[x + tap] }
                        }
                    }
                }
            }
        }
        wide.withUnsafeBufferPointer { wide in
            result.withUnsafeMutableBufferPointer { result in
                for y in 0..<height {
                    for (tap, weight) in weights.enumerated() {
                        let row = min(max(y + tap - radius, 0), height - 1) * width
                        for x in 0..<width { result[y * width + x] += weight * wide[row + x] }
                    }
                }
            }
        }
        return result
    }
}
