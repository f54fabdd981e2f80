import PictureQuality
import Pictures
import Testing

/// Pictures as light, and at other sizes.
@Suite struct LightRasterTests {
    private func grey(_ width: Int, _ height: Int, _ pixels: [UInt8]) -> LightRaster {
        LightRaster(Picture(width: width, height: height, channels: 1, pixels: pixels))
    }

    @Test func everyCodeValueComesBack() {
        let picture = Picture(
            width: 256, height: 1, channels: 3,
            pixels: (0..<256).flatMap { [UInt8($0), UInt8(255 - $0), UInt8($0 ^ 85)] })
        #expect(LightRaster(picture).picture == picture)
    }

    @Test func greyHasThreeEqualPlanes() {
        let light = grey(2, 1, [0, 255])
        #expect(light.planes == [[0, 1], [0, 1], [0, 1]])
        #expect(light.luminance == [0, 1])
    }

    @Test func luminanceWeighsGreenMost() {
        let primaries = Picture(
            width: 3, height: 1, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255])
        #expect(LightRaster(primaries).luminance == [0.2126, 0.7152, 0.0722])
    }

    @Test func shrinkingAveragesLight() {
        let small = grey(4, 2, [0, 255, 255, 255, 255, 0, 255, 255]).resized(width: 2, height: 1)
        // Half the light is code value 188, not 128.
        #expect(small.picture.pixels == [188, 188, 188, 255, 255, 255])
    }

    @Test func shrinkingDividesPixelsExactly() {
        let small = grey(3, 1, [0, 255, 0]).resized(width: 2, height: 1)
        #expect(small.planes[0].allSatisfy { abs($0 - 1 / 3) < 1e-6 })
    }

    @Test(arguments: [(7, 5), (20, 9), (3, 40), (40, 2)])
    func oneLevelStaysOneLevel(width: Int, height: Int) {
        let resized = grey(7, 5, [UInt8](repeating: 99, count: 35))
            .resized(width: width, height: height)
        #expect(resized.width == width && resized.height == height)
        let light = LinearLight.ofCode[99]
        #expect(resized.planes[0].allSatisfy { abs($0 - light) < 1e-5 })
    }

    @Test func growingKeepsStraightLinesStraight() {
        var ramp = grey(8, 8, [UInt8](repeating: 0, count: 64))
        for plane in 0..<3 {
            for pixel in 0..<64 {
                ramp.planes[plane][pixel] = (Float(pixel % 8) + Float(pixel / 8)) / 16
            }
        }
        let large = ramp.resized(width: 32, height: 24)
        // Within the outermost two pixels, where the edge bends the line, nothing is promised.
        for y in 6..<18 {
            for x in 8..<24 {
                let across = (Float(x) + 0.5) / 4 - 0.5
                let down = (Float(y) + 0.5) / 3 - 0.5
                #expect(abs(large.planes[0][y * 32 + x] - (across + down) / 16) < 1e-5)
            }
        }
    }
}
