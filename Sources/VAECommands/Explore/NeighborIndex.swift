import Autoencoders
import LatentExplorer
import Platform

/// Finds the examples nearest to a point.
final class NeighborIndex: Sendable {
    private let part: ExamplePart
    private let encoded: EncodedPart
    /// `[count, elements]`.
    private let pixels: [UInt8]
    private let elements: Int
    private let deviations: [Double]
    private let known: Protected<CopyCalibration?>

    init(_ part: ExamplePart, _ encoded: EncodedPart, pixels: [UInt8], deviations: [Double]) {
        self.part = part
        self.encoded = encoded
        self.pixels = pixels
        self.deviations = deviations
        elements = pixels.count / max(encoded.examples.count, 1)
        known = Protected(nil)
    }

    /// Where held-out reconstructions lie, once that is known.
    var calibration: CopyCalibration? {
        get { known.value }
        set { known.value = newValue }
    }

    /// The distances of `reconstructions` of held-out examples, `[n, elements]`, from all examples.
    func calibration(_ reconstructions: [UInt8]) -> CopyCalibration? {
        pixels.withUnsafeBufferPointer { pixels in
            reconstructions.withUnsafeBufferPointer {
                CopyCalibration(reconstructions: $0, elements: elements, pictures: pixels)
            }
        }
    }

    /// The `count` examples nearest to `z`, which is decoded to `picture`.
    func neighbors(
        of z: LatentPoint, decodedTo picture: Decoded, by space: NeighborSpace, count: Int
    ) -> Neighbors {
        let samples = NeighborIndex.samples(of: picture.values)
        let byPixels = pixels.withUnsafeBufferPointer {
            NearestNeighbours.byPixels($0, to: samples, count: max(count, 2))
        }
        let nearest =
            space == .pixels
            ? Array(byPixels.prefix(count))
            : NearestNeighbours.byLatents(
                encoded.examples, deviations: deviations, to: z, count: count)
        return Neighbors(
            neighbors: nearest.map { neighbor in
                Neighbors.Neighbor(
                    example: ExampleReference(
                        part: part, row: neighbor.row, number: Int(encoded.rows[neighbor.row])),
                    label: encoded.examples.labels?[neighbor.row], distance: neighbor.distance,
                    z: encoded.examples.mean(at: neighbor.row), picture: decoded(neighbor.row))
            },
            verdict: verdict(byPixels))
    }

    /// Levels in [0, 1] as bytes; NaN, which fails both comparisons, is black.
    static func samples(of levels: [Float]) -> [UInt8] {
        levels.map { $0 >= 1 ? 255 : $0 > 0 ? UInt8(($0 * 255).rounded()) : 0 }
    }

    private func verdict(_ nearest: [Neighbour]) -> CopyVerdict? {
        guard let calibration, let first = nearest.first, nearest.count > 1 else { return nil }
        return CopyVerdict(
            kind: calibration.verdict(
                distance: first.distance, ratio: CopyCalibration.ratio(of: nearest)),
            distance: first.distance, heldOutRange: calibration.distanceRange)
    }

    private func decoded(_ row: Int) -> Decoded {
        Decoded(pixels[row * elements..<(row + 1) * elements].map { Float($0) / 255 })
    }
}
