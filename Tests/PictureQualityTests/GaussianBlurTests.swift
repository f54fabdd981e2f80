import PictureQuality
import Testing

@Suite struct GaussianBlurTests {
    @Test(arguments: [1.0, 2, 4])
    func aPointBecomesABell(sigma: Double) {
        let side = 65
        var point = [Float](repeating: 0, count: side * side)
        point[32 * side + 32] = 1
        let bell = GaussianBlur(sigma: sigma).applied(to: point, width: side, height: side)
        var (sum, across, down) = (0.0, 0.0, 0.0)
        for y in 0..<side {
            for x in 0..<side {
                let value = Double(bell[y * side + x])
                sum += value
                across += value * Double((x - 32) * (x - 32))
                down += value * Double((y - 32) * (y - 32))
            }
        }
        #expect(abs(sum - 1) < 1e-5)
        // Of the variance, what lies beyond 4σ is missing: a thousandth.
        #expect(abs(across / (sigma * sigma) - 1) < 0.003)
        #expect(abs(down / (sigma * sigma) - 1) < 0.003)
        let peak = Double(bell[32 * side + 32])
        #expect(abs(peak * 2 * .pi * sigma * sigma - 1) < 0.001)
    }

    @Test func beyondTheEdgesLiesWhatIsAtThem() {
        let (width, height) = (9, 6)
        let rows = (0..<width * height).map { Float($0 / width) }
        let columns = (0..<width * height).map { Float($0 % width) }
        let blur = GaussianBlur(sigma: 2)
        let blurredRows = blur.applied(to: rows, width: width, height: height)
        let blurredColumns = blur.applied(to: columns, width: width, height: height)
        // What does not change along a side is not blurred along it; both ends are alike.
        for y in 0..<height {
            for x in 0..<width {
                #expect(abs(blurredRows[y * width + x] - blurredRows[y * width]) < 1e-5)
                #expect(abs(blurredColumns[y * width + x] - blurredColumns[x]) < 1e-5)
                let opposite = (height - 1 - y) * width + width - 1 - x
                let (down, across) = (Float(height - 1), Float(width - 1))
                #expect(abs(blurredRows[y * width + x] + blurredRows[opposite] - down) < 1e-4)
                #expect(
                    abs(blurredColumns[y * width + x] + blurredColumns[opposite] - across) < 1e-4)
            }
        }
        #expect(blurredRows[0] > 0.5 && blurredRows[(height - 1) * width] < 4.5)
    }
}
