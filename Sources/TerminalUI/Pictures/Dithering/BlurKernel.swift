import Glibc

/// One side of a Gaussian blur; its weights add up to 1.
struct BlurKernel {
    /// Weights on each side of the middle.
    let radius: Int
    /// `2 * radius + 1` weights.
    let weights: [Float]

    /// The kernel of a deviation in samples, cut off where three in a thousand are left.
    init(deviation: Float) {
        radius = max(1, Int((3 * deviation).rounded(.down)))
        let raw = (-radius...radius).map { offset in
            expf(-Float(offset * offset) / (2 * deviation * deviation))
        }
        let sum = raw.reduce(0, +)
        weights = raw.map { $0 / sum }
    }
}
