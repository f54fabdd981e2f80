import Autoencoders
import TestSupport
import Testing

/// Nearest examples, against a sort of all.
@Suite struct NearestNeighboursTests {
    @Test(arguments: [1, 7, 200, 500]) func byLatentsTheyAreThoseOfASort(count: Int) {
        let examples = EncodedExamples.made(300, latents: 3)
        let (deviations, z) = ([0.5, 2, 1], [0.2, -0.3, 1.1] as [Float])
        let distances = (0..<300).map { row in
            zip(zip(examples.mean(at: row), z), deviations).reduce(0) {
                let difference = Double($1.0.0 - $1.0.1) / $1.1
                return $0 + difference * difference
            }.squareRoot()
        }
        let expected = distances.indices.sorted { distances[$0] < distances[$1] }.prefix(count)
        let found = NearestNeighbours.byLatents(
            examples, deviations: deviations, to: z, count: count)
        #expect(found.map(\.row) == Array(expected))
        #expect(close(found.map(\.distance), expected.map { distances[$0] }, 1e-5))
    }

    @Test(arguments: [(5, 1), (300, 783), (40, 70_000)])
    func byPixelsTheyAreThoseOfASort(rows: Int, elements: Int) {
        let pictures = Formula.bytes(1, count: rows * elements)
        let picture = Formula.bytes(2, count: elements)
        let distances = (0..<rows).map { row in
            let sum = (0..<elements).reduce(0) {
                let difference = Int(pictures[row * elements + $1]) - Int(picture[$1])
                return $0 + difference * difference
            }
            return (Double(sum) / Double(elements)).squareRoot() / 255
        }
        let expected = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
        let found = pictures.withUnsafeBufferPointer {
            NearestNeighbours.byPixels($0, to: picture, count: 4)
        }
        #expect(found.map(\.row) == Array(expected.prefix(4)))
        #expect(found.map(\.distance) == expected.prefix(4).map { distances[$0] })
    }

    @Test func blackAndWhiteAreOneApartInPicturesOfAnySize() {
        // A sum of squares that does not fit 32 bits.
        let white = [UInt8](repeating: 255, count: 200_000)
        let found = white.withUnsafeBufferPointer {
            NearestNeighbours.byPixels(
                $0, to: [UInt8](repeating: 0, count: 200_000), count: 1)
        }
        #expect(found == [Neighbour(row: 0, distance: 1)])
    }

    @Test func tiesGoByRow() {
        let pictures: [UInt8] = [9, 5, 3, 5, 3, 4]
        let found = pictures.withUnsafeBufferPointer {
            NearestNeighbours.byPixels($0, to: [4], count: 4)
        }
        #expect(found.map(\.row) == [5, 1, 2, 3])
        let examples = EncodedExamples(
            latentDimensions: 1, means: [1, -1, 1, 0], logVariances: [0, 0, 0, 0], labels: nil)
        let near = NearestNeighbours.byLatents(examples, deviations: [1], to: [0], count: 3)
        #expect(near.map(\.row) == [3, 0, 1])
    }

    @Test func noneAreNone() {
        let found = [UInt8]().withUnsafeBufferPointer {
            NearestNeighbours.byPixels($0, to: [4], count: 4)
        }
        #expect(found.isEmpty)
        let near = NearestNeighbours.byLatents(
            .made(3, latents: 1), deviations: [1], to: [0], count: 0)
        #expect(near.isEmpty)
    }

    @Test func wrongShapesTrap() async {
        await #expect(processExitsWith: .failure) {
            [UInt8](repeating: 0, count: 5).withUnsafeBufferPointer {
                _ = NearestNeighbours.byPixels($0, to: [1, 2], count: 1)
            }
        }
        await #expect(processExitsWith: .failure) {
            _ = NearestNeighbours.byLatents(
                .made(3, latents: 2), deviations: [1], to: [0, 0], count: 1)
        }
        await #expect(processExitsWith: .failure) {
            _ = NearestNeighbours.byLatents(
                .made(3, latents: 1), deviations: [0], to: [0], count: 1)
        }
    }
}
