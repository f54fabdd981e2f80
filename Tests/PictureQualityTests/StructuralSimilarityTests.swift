import PictureQuality
import Testing

@Suite struct StructuralSimilarityTests {
    private let width = 17
    private let height = 13
    private var pattern: [Float] {
        (0..<width * height).map { Float(($0 % width * 17 + $0 / width * 5) % 32) / 31 }
    }

    @Test func aPlaneIsLikeItself() {
        let similarity = StructuralSimilarity.mean(pattern, pattern, width: width, height: height)
        #expect(abs(similarity - 1) < 1e-12)
    }

    /// The value is that of NumPy and `scipy.signal.convolve2d` with the formula of the paper.
    @Test func agreesWithSciPy() {
        let other = pattern.enumerated().map { index, value in
            value * 0.75 + Float(index % width * (index / width) % 3) / 10
        }
        let similarity = StructuralSimilarity.mean(pattern, other, width: width, height: height)
        #expect(abs(similarity - 0.919_202_130_859) < 1e-6)
    }

    @Test func oppositesAreBelowZero() {
        let opposite = pattern.map { 1 - $0 }
        #expect(
            StructuralSimilarity.mean(pattern, opposite, width: width, height: height) < -0.5)
    }
}
