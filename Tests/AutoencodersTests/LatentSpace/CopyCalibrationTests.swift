import Autoencoders
import TestSupport
import Testing

/// What counts as a copy.
@Suite struct CopyCalibrationTests {
    /// Distances of 0.000 to 0.100, of which the first percentile is 0.001, and ratios of 0 to 1.
    private let calibration = CopyCalibration(
        distances: (0...100).map { Double($0) / 1000 }, ratios: (0...100).map { Double($0) / 100 })

    @Test(
        arguments: [
            (0.0005, 0.04, .copy), (0.0005, 0.06, .close), (0.002, 0.04, .close),
            (0.002, 0.06, .new), (0.2, 1, .new),
        ] as [(Double, Double, CopyCalibration.Verdict)])
    func bothMustBeLowForACopy(
        distance: Double, ratio: Double, verdict: CopyCalibration.Verdict
    ) {
        #expect(calibration.verdict(distance: distance, ratio: ratio) == verdict)
    }

    @Test func theUsualRangesLeaveOutATwentiethAtEachEnd() {
        #expect(close([calibration.distanceRange.lowerBound], [0.005], 1e-12))
        #expect(close([calibration.distanceRange.upperBound], [0.095], 1e-12))
        #expect(close([calibration.ratioRange.lowerBound], [0.05], 1e-12))
        #expect(close([calibration.ratioRange.upperBound], [0.95], 1e-12))
    }

    @Test func aRatioIsTheFirstOverTheSecond() {
        let neighbours = [0.1, 0.4, 0.5].map { Neighbour(row: 0, distance: $0) }
        #expect(CopyCalibration.ratio(of: neighbours) == 0.25)
        #expect(CopyCalibration.ratio(of: Array(neighbours.prefix(1))) == 1)
        #expect(
            CopyCalibration.ratio(of: [Neighbour](repeating: .init(row: 0, distance: 0), count: 2))
                == 1)
    }

    @Test func reconstructionsAreComparedWithTheirNearestPictures() throws {
        let pictures = Formula.bytes(1, count: 30 * 20)
        let reconstructions = Formula.bytes(2, count: 1003 * 20)
        let found = try #require(measure(reconstructions, pictures) { false })
        let nearest = (0..<500).map { $0 * 1003 / 500 }.map { row in
            pictures.withUnsafeBufferPointer {
                NearestNeighbours.byPixels(
                    $0, to: Array(reconstructions[row * 20..<(row + 1) * 20]), count: 2)
            }
        }
        #expect(found.distances.values == nearest.map { $0[0].distance }.sorted())
        #expect(found.ratios.values == nearest.map(CopyCalibration.ratio).sorted())
    }

    @Test func itEndsWhenItIsCancelled() {
        var asked = 0
        let found = measure(Formula.bytes(2, count: 100), Formula.bytes(1, count: 100)) {
            asked += 1
            return asked == 3
        }
        #expect(found == nil)
        #expect(asked == 3)
    }

    private func measure(
        _ reconstructions: [UInt8], _ pictures: [UInt8], isCancelled: () -> Bool
    ) -> CopyCalibration? {
        reconstructions.withUnsafeBufferPointer { reconstructions in
            pictures.withUnsafeBufferPointer { pictures in
                CopyCalibration(
                    reconstructions: reconstructions, elements: 20, pictures: pictures,
                    isCancelled: isCancelled)
            }
        }
    }

    @Test func nothingToCalibrateByTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = CopyCalibration(distances: [], ratios: [])
        }
    }
}
