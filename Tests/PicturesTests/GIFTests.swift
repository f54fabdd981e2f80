import Pictures
import Platform
import TestSupport
import Testing

/// Animations, read back with giflib's own reader.
@Suite struct GIFTests {
    private func noise(_ width: Int, _ height: Int, _ channels: Int, seed: UInt64) -> Picture {
        var generator = SplitMix64(seed: seed)
        return Picture(
            width: width, height: height, channels: channels,
            pixels: (0..<width * height * channels).map { _ in
                .random(in: 0...255, using: &generator)
            })
    }

    @Test(arguments: [(1, 1, 1), (28, 28, 5), (300, 7, 2), (3, 500, 3)])
    func greyPicturesAreExact(width: Int, height: Int, count: Int) throws {
        let frames = (0..<count).map { noise(width, height, 1, seed: UInt64($0)) }
        let animation = try GIFAnimation(GIF.bytes(of: frames, delay: 0.1, loops: true))
        #expect(animation.width == width && animation.height == height)
        #expect(animation.frames.count == count)
        for (frame, picture) in zip(animation.frames, frames) {
            #expect(frame.pixels == picture.pixels.flatMap { [$0, $0, $0] })
            #expect(frame.hundredths == 10)
        }
    }

    @Test func allLevelsAreTold() throws {
        let ramp = Picture(width: 256, height: 1, channels: 1, pixels: Array(0...255))
        let animation = try GIFAnimation(GIF.bytes(of: [ramp], delay: 1, loops: false))
        #expect(animation.frames[0].pixels == (0...255).flatMap { [$0, $0, $0] })
    }

    @Test(arguments: [
        (0.1, 10), (1, 100), (0.125, 13), (0, 2), (-1, 2), (0.001, 2), (1e9, 65_535),
        (.infinity, 65_535),
    ])
    func delaysAreInHundredths(seconds: Double, hundredths: Int) throws {
        let frames = [noise(4, 3, 1, seed: 1), noise(4, 3, 1, seed: 2)]
        let animation = try GIFAnimation(GIF.bytes(of: frames, delay: seconds, loops: true))
        #expect(animation.frames.map(\.hundredths) == [hundredths, hundredths])
    }

    @Test(arguments: [true, false]) func loopsIfAsked(loops: Bool) throws {
        let bytes = try GIF.bytes(of: [noise(4, 3, 1, seed: 1)], delay: 0.1, loops: loops)
        #expect(try GIFAnimation(bytes).repetitions == (loops ? 0 : nil))
        #expect(bytes.starts(with: Array("GIF89a".utf8)))
    }

    @Test(arguments: [1, 2, 3, 17, 256]) func fewColoursAreExact(count: Int) throws {
        let colors = (0..<count).map { noise(1, 1, 3, seed: UInt64($0)).pixels }
        let frames = (0..<3).map { frame in
            Picture(
                width: 16, height: 32, channels: 3,
                pixels: (0..<512).flatMap { colors[($0 * 7 + frame) % count] })
        }
        let animation = try GIFAnimation(GIF.bytes(of: frames, delay: 0.1, loops: true))
        for (frame, picture) in zip(animation.frames, frames) {
            #expect(frame.pixels == picture.pixels)
        }
    }

    @Test func manyColoursComeNear() throws {
        // A plane of the cube of colours: 4,096 colours, of which 256 are kept.
        var pixels = [UInt8]()
        for y in UInt8(0)..<64 {
            for x in UInt8(0)..<64 { pixels += [4 * x, 4 * y, 255 - 4 * x] }
        }
        let plane = Picture(width: 64, height: 64, channels: 3, pixels: pixels)
        let frames = [plane, plane]
        let animation = try GIFAnimation(GIF.bytes(of: frames, delay: 0.1, loops: true))
        let differences = zip(animation.frames[0].pixels, pixels).map { Int($0) - Int($1) }
        let square = differences.reduce(0) { $0 + $1 * $1 }
        // Of 256 boxes each holds 4 x 4 neighbours, 4 levels apart: their deviation is 4.47.
        #expect((Double(square) / Double(pixels.count)).squareRoot() < 4.6)
        #expect(Set(animation.frames[0].colors).count == 256)
        #expect(animation.frames[0].pixels == animation.frames[1].pixels)
    }

    @Test func aRareColourIsKept() throws {
        var picture = Picture(
            width: 64, height: 64, channels: 3,
            pixels: (0..<4096).flatMap { [UInt8($0 % 64), UInt8($0 / 64), 20] })
        picture[x: 10, y: 10, channel: 0] = 255
        let animation = try GIFAnimation(GIF.bytes(of: [picture], delay: 0.1, loops: true))
        #expect(animation.frames[0].colors[10 * 64 + 10] == [255, 10, 20])
    }

    @Test func writesAFile() throws {
        let folder = TemporaryFolder()
        let frames = [noise(4, 3, 3, seed: 1)]
        try GIF.write(frames, delay: 0.1, loops: true, to: folder.path(of: "a.gif"))
        #expect(
            try FileSystem.read(folder.path(of: "a.gif"))
                == GIF.bytes(of: frames, delay: 0.1, loops: true))
    }

    @Test func aPictureThatIsTooLargeIsRefused() {
        let wide = Picture(width: 16_385, height: 1, channels: 1)
        let failure = #expect(throws: (any Error).self) {
            try GIF.bytes(of: [wide], delay: 0.1, loops: true)
        }
        #expect(
            failure.map { "\($0)" }
                == "picture of 16385x1 is too large: picture: at most 16384 pixels a side are "
                + "possible")
    }
}
