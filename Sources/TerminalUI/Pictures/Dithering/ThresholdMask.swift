/// A tile of thresholds, above 0 and below 1, that is laid over a picture again and again.
struct ThresholdMask: Sendable {
    /// Thresholds along each side, a power of two.
    private let side: Int
    private let thresholds: [Float]

    /// The threshold at (`x`, `y`).
    @inline(__always)
    subscript(x: Int, y: Int) -> Float { thresholds[(y & (side - 1)) * side + (x & (side - 1))] }

    /// One threshold for all: a half.
    static let half = ThresholdMask(ranks: [0])

    /// Bayer's 8×8 matrix: interleaves the bits of `x ^ y` and `y` in reverse.
    static let bayer = ThresholdMask(
        ranks: (0..<64).map { place in
            let (x, y) = (place % 8, place / 8)
            return (0..<3).reduce(0) { rank, bit in
                rank << 2 | ((x ^ y) >> bit & 1) << 1 | (y >> bit & 1)
            }
        })

    /// A 64×64 mask without low frequencies, by the void-and-cluster method.
    static let blueNoise = ThresholdMask(ranks: VoidAndCluster.ranks(side: 64))

    /// Thresholds in the middle of equal steps, by the order in which places are lit.
    private init(ranks: [Int]) {
        side = Int(Double(ranks.count).squareRoot())
        thresholds = ranks.map { (Float($0) + 0.5) / Float(ranks.count) }
    }
}
