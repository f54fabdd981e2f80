import Datasets
import Testing

@Suite struct SpritesTests {
    private func picture(_ examples: Examples, _ row: Int) -> [UInt8] {
        examples.withUnsafePixels(at: [Int32(row)]) { pixels, rows in
            Array(pixels[(Int(rows[0]) * 4096)..<(Int(rows[0]) * 4096 + 4096)])
        }
    }

    private func row(_ shape: Int, _ scale: Int, _ rotation: Int, _ x: Int, _ y: Int) -> Int {
        (((shape * 6 + scale) * 40 + rotation) * 32 + x) * 32 + y
    }

    @Test func whatIsKnownOfIt() throws {
        let dataset = try Dataset.open("sprites")
        let train = try dataset.train()
        #expect(dataset.shape == ExampleShape(channels: 1, height: 64, width: 64))
        #expect(train.count == 737_280)
        #expect(dataset.classNames == ["square", "ellipse", "heart"])
        #expect(!dataset.hasTest)
        #expect(train.factorNames == ["shape", "scale", "rotation", "x", "y"])
        #expect(train.factors(at: 0) == [0, 0, 0, 0, 0])
        #expect(train.factors(at: row(2, 3, 17, 30, 5)) == [2, 3, 17, 30, 5])
        #expect(train.factors(at: 737_279) == [2, 5, 39, 31, 31])
        #expect(train.labels?[row(1, 5, 39, 31, 31)] == 1)
        #expect(train.labels?[row(2, 0, 0, 0, 0)] == 2)
    }

    /// The expected value is that of a program of its own, in NumPy, after the same rules.
    @Test func allPicturesStayWhatTheyAre() throws {
        #expect(try Dataset.open("sprites").fingerprint() == "162e4395")
    }

    @Test(arguments: 0..<3)
    func theCentreMovesAndNothingIsCutOff(shape: Int) throws {
        let train = try Dataset.open("sprites").train()
        for rotation in 0..<40 {
            let first = picture(train, row(shape, 5, rotation, 0, 0))
            let last = picture(train, row(shape, 5, rotation, 31, 31))
            var area = 0
            for y in 0..<64 {
                for x in 0..<64 where first[y * 64 + x] != 0 {
                    area += 1
                    #expect(x < 33 && y < 33)
                    #expect(last[(y + 31) * 64 + x + 31] == 255)
                }
            }
            #expect(area == last.count { $0 == 255 })
            #expect(area > 300)
            #expect(Set(first) == [0, 255])
        }
    }

    @Test func anUprightSquareAndItsHalf() throws {
        let train = try Dataset.open("sprites").train()
        for (scale, reach) in [(5, 11), (0, 5)] {
            let pixels = picture(train, row(0, scale, 0, 4, 9))
            for y in 0..<64 {
                for x in 0..<64 {
                    let isInside = abs(x - 20) <= reach && abs(y - 25) <= reach
                    #expect(pixels[y * 64 + x] == (isInside ? 255 : 0))
                }
            }
        }
    }

    /// A heart has two lobes above and one point below, and is its own mirror image.
    @Test func anUprightHeart() throws {
        let train = try Dataset.open("sprites").train()
        let pixels = picture(train, row(2, 5, 0, 16, 16))
        let widths = (0..<64).map { y in (0..<64).count { pixels[y * 64 + $0] != 0 } }
        let rows = widths.indices.filter { widths[$0] > 0 }
        let (top, bottom) = (try #require(rows.first), try #require(rows.last))
        #expect(widths[bottom] <= 3)
        #expect(pixels[top * 64 + 32] == 0)
        #expect(widths[top] > 3)
        for y in 0..<64 {
            for x in 1..<32 { #expect(pixels[y * 64 + 32 - x] == pixels[y * 64 + 32 + x]) }
        }
    }

    @Test func halfATurnMirrorsAnEllipse() throws {
        let train = try Dataset.open("sprites").train()
        #expect(picture(train, row(1, 5, 3, 7, 7)) == picture(train, row(1, 5, 23, 7, 7)))
        #expect(picture(train, row(1, 5, 0, 7, 7)) != picture(train, row(1, 5, 10, 7, 7)))
    }

    @Test func rowsComeInTheOrderAskedFor() throws {
        let train = try Dataset.open("sprites").train()
        let asked: [Int32] = [700_000, 3, 3, 90_000]
        let together = train.withUnsafePixels(at: asked) { pixels, rows in
            rows.map { Array(pixels[(Int($0) * 4096)..<(Int($0) * 4096 + 4096)]) }
        }
        #expect(together == asked.map { picture(train, Int($0)) })
    }
}
