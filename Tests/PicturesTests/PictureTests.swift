import Pictures
import Testing

@Suite struct PictureTests {
    @Test func indexesPixelsInterleaved() {
        var picture = Picture(width: 2, height: 2, channels: 3, pixels: Array(0..<12))
        #expect(picture[x: 0, y: 0] == 0)
        #expect(picture[x: 1, y: 0, channel: 2] == 5)
        #expect(picture[x: 0, y: 1, channel: 1] == 7)
        picture[x: 1, y: 1, channel: 0] = 200
        #expect(picture.pixels == [0, 1, 2, 3, 4, 5, 6, 7, 8, 200, 10, 11])
    }

    @Test func fillsWithOneLevel() {
        #expect(Picture(width: 3, height: 1, channels: 1).pixels == [0, 0, 0])
        #expect(Picture(width: 1, height: 1, channels: 3, level: 9).pixels == [9, 9, 9])
    }

    static let levels: [(Float, UInt8)] = [
        (0, 0), (1, 255), (0.5, 128), (-0.1, 0), (1.5, 255), (.nan, 0), (.infinity, 255),
        (-.infinity, 0), (0.0015, 0), (0.0024, 1), (0.9975, 254), (0.9982, 255),
        (.leastNonzeroMagnitude, 0),
    ]

    @Test(arguments: levels)
    func turnsLevelsToBytes(level: Float, byte: UInt8) {
        #expect(Picture(width: 1, height: 1, channels: 1, planar: [level]).pixels == [byte])
    }

    @Test func keepsEveryByteThroughLevels() {
        let bytes = Array(UInt8.min...UInt8.max)
        let levels = bytes.map { Float($0) / 255 }
        #expect(Picture(width: 16, height: 16, channels: 1, planar: levels).pixels == bytes)
    }

    @Test func interleavesPlanes() {
        let interleaved: [UInt8] = [1, 3, 5, 2, 4, 6]
        let bytes = Picture(
            width: 2, height: 1, channels: 3, planar: [1, 2, 3, 4, 5, 6] as [UInt8])
        #expect(bytes.pixels == interleaved)
        let levels = [1, 2, 3, 4, 5, 6].map { Float($0) / 255 }
        let floats = Picture(width: 2, height: 1, channels: 3, planar: levels)
        #expect(floats.pixels == interleaved)
    }

    @Test func takesAPartOfABatch() {
        let batch: [Float] = [0, 0, 1, 0.2]
        let picture = batch.withUnsafeBufferPointer {
            Picture(
                width: 1, height: 2, channels: 1, planar: UnsafeBufferPointer(rebasing: $0[2...]))
        }
        #expect(picture.pixels == [255, 51])
    }
}
