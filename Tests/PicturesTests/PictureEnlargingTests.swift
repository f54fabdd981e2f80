import Pictures
import Testing

@Suite struct PictureEnlargingTests {
    @Test func pixelsBecomeSquares() {
        let picture = Picture(width: 2, height: 2, channels: 1, pixels: [1, 2, 3, 4])
        let expected: [UInt8] = [
            1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2,
            3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4,
        ]
        #expect(
            picture.enlarged(by: 3)
                == Picture(width: 6, height: 6, channels: 1, pixels: expected))
        #expect(picture.enlarged(by: 1) == picture)
    }

    @Test func coloursStayTogether() {
        let picture = Picture(width: 2, height: 1, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
        let row: [UInt8] = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]
        #expect(
            picture.enlarged(by: 2)
                == Picture(width: 4, height: 2, channels: 3, pixels: row + row))
    }

    @Test(arguments: [
        ((28, 28), (280, 280)), ((64, 64), (256, 256)), ((100, 50), (600, 300)),
        ((256, 300), (256, 300)), ((300, 400), (300, 400)), ((8000, 10), (16_000, 20)),
        ((16_384, 1), (16_384, 1)),
    ])
    func theShorterSideDecides(size: (Int, Int), expected: (Int, Int)) {
        let picture = Picture(width: size.0, height: size.1, channels: 1)
        let enlarged = picture.enlarged(toShorterSide: 256)
        #expect((enlarged.width, enlarged.height) == expected)
    }
}
