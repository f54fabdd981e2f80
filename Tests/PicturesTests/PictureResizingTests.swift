import Pictures
import Testing

@Suite struct PictureResizingTests {
    private let ramp = Picture(
        width: 4, height: 2, channels: 1, pixels: [0, 10, 20, 30, 100, 110, 120, 130])

    @Test(
        arguments: [
            (4, 2, [0, 10, 20, 30, 100, 110, 120, 130]),
            (2, 1, [55, 75]),
            (1, 1, [65]),
            (4, 1, [50, 60, 70, 80]),
            (8, 2, [0, 3, 8, 13, 18, 23, 28, 30, 100, 103, 108, 113, 118, 123, 128, 130]),
            (3, 2, [3, 15, 28, 103, 115, 128]),
        ] as [(Int, Int, [UInt8])])
    func stretchingAveragesAreasAndInterpolates(width: Int, height: Int, pixels: [UInt8]) {
        let size = PictureSize(width: width, height: height)
        #expect(ramp.resized(to: size, fit: .stretch).pixels == pixels)
    }

    @Test func channelsStayApart() {
        let picture = Picture(
            width: 2, height: 2, channels: 3, pixels: [0, 50, 9, 10, 60, 9, 20, 70, 9, 30, 80, 9])
        let size = PictureSize(width: 1, height: 1)
        #expect(picture.resized(to: size, fit: .stretch).pixels == [15, 65, 9])
    }

    @Test(
        arguments: [
            (PictureFit.pad, 4, 4, [0, 0, 0, 0, 0, 10, 20, 30, 100, 110, 120, 130, 0, 0, 0, 0]),
            (.pad, 6, 2, [0, 0, 10, 20, 30, 0, 0, 100, 110, 120, 130, 0]),
            (.pad, 2, 2, [55, 75, 0, 0]),
            (.crop, 2, 2, [10, 20, 110, 120]),
            (.crop, 4, 1, [0, 10, 20, 30]),
            (.crop, 1, 1, [65]),
            (.crop, 2, 1, [55, 75]),
        ] as [(PictureFit, Int, Int, [UInt8])])
    func fitting(fit: PictureFit, width: Int, height: Int, pixels: [UInt8]) {
        let size = PictureSize(width: width, height: height)
        let resized = ramp.resized(to: size, fit: fit)
        #expect(resized.size == size)
        #expect(resized.pixels == pixels)
    }

    @Test(arguments: PictureFit.allCases)
    func everySizeFromEverySize(fit: PictureFit) {
        for (width, height) in [(1, 1), (1, 7), (7, 1), (5, 3), (64, 1)] {
            let white = Picture(width: width, height: height, channels: 1, level: 255)
            for (newWidth, newHeight) in [(1, 1), (1, 9), (9, 1), (3, 5), (40, 41)] {
                let size = PictureSize(width: newWidth, height: newHeight)
                let resized = white.resized(to: size, fit: fit)
                #expect(resized.size == size)
                if fit != .pad { #expect(resized.pixels.allSatisfy { $0 == 255 }) }
            }
        }
    }
}
