import Autoencoders
import TensorCore
import TestSupport
import Testing

/// PSNR and SSIM against what NumPy and SciPy compute.
@Suite struct PictureQualityTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let shape: [Int]
        let count: Int
        let mix: Float
        let psnr: Double
        let ssim: Double?

        var testDescription: String { "\(count) of \(shape), mixed by \(mix)" }

        var originals: Tensor { Formula.pixels(1, [count, shape.reduce(1, *)]) }

        /// The originals mixed with others.
        var pictures: Tensor {
            let others = Formula.pixels(2, [count, shape.reduce(1, *)]).elements
            let mixed = zip(originals.elements, others).map { (1 - mix) * $0 + mix * $1 }
            return Tensor(mixed, shape: originals.shape)
        }
    }

    private static func cases() throws -> [Case] { try decodeFixture("picture-quality.json") }

    @Test(arguments: try cases())
    func equalsTheStoredValues(_ example: Case) throws {
        var quality = PictureQuality(shape: example.shape)
        quality.add(example.pictures, originals: example.originals, count: example.count)
        #expect(quality.pictureCount == example.count)
        #expect(abs(quality.peakSignalToNoiseRatio - example.psnr) < 1e-5)
        #expect((quality.structuralSimilarity == nil) == (example.ssim == nil))
        if let ssim = example.ssim {
            #expect(abs((quality.structuralSimilarity ?? .nan) - ssim) < 1e-6)
        }
    }

    @Test func onlyCountingRowsCountAndGroupingChangesNothing() throws {
        let example = try #require(try Self.cases().first)
        var whole = PictureQuality(shape: example.shape)
        whole.add(example.pictures, originals: example.originals, count: 2)
        var parts = PictureQuality(shape: example.shape)
        for row in 0..<2 {
            parts.add(
                example.pictures.rows(row..<row + 1), originals: example.originals.rows(row..<3),
                count: 1)
        }
        #expect(whole.peakSignalToNoiseRatio == parts.peakSignalToNoiseRatio)
        #expect(whole.structuralSimilarity == parts.structuralSimilarity)
        #expect(abs(whole.peakSignalToNoiseRatio - example.psnr) > 1e-5)
    }

    @Test func aPictureIsLikeItself() {
        let picture = Formula.pixels(1, [1, 400])
        var quality = PictureQuality(shape: [1, 20, 20])
        quality.add(picture, originals: picture, count: 1)
        #expect(quality.peakSignalToNoiseRatio == .infinity)
        #expect(abs((quality.structuralSimilarity ?? .nan) - 1) < 1e-12)
    }

    @Test(arguments: [[28, 28], [1, 0, 4]])
    func aShapeThatIsNoneTraps(shape: [Int]) async {
        await #expect(processExitsWith: .failure) { [shape] in
            _ = PictureQuality(shape: shape)
        }
    }
}
