import Pictures
import Platform
import Testing

@Suite struct JPEGTests {
    @Test func greyComesBack() throws {
        let picture = try JPEG.decode(JPEGFixtures.grey, name: "a.jpg")
        #expect(picture.size == PictureSize(width: 8, height: 4))
        #expect(picture.channels == 1)
        for y in 0..<4 {
            for x in 0..<8 {
                #expect(abs(Int(picture[x: x, y: y]) - 16 * (x + y)) <= 1)
            }
        }
    }

    @Test(arguments: [JPEGFixtures.rgb, JPEGFixtures.progressive])
    func colourComesBack(file: [UInt8]) throws {
        let picture = try JPEG.decode(file, name: "a.jpg")
        #expect(picture.size == PictureSize(width: 16, height: 8))
        #expect(picture.channels == 3)
        expectQuarters(of: picture)
    }

    @Test(arguments: [JPEGFixtures.cmyk, JPEGFixtures.ycck, JPEGFixtures.plainCMYK])
    func inksBecomeLight(file: [UInt8]) throws {
        let picture = try JPEG.decode(file, name: "a.jpg")
        #expect(picture.channels == 3)
        expectQuarters(of: picture)
    }

    @Test func theHeaderTellsWhatDecodingConverts() throws {
        let size = PictureSize(width: 16, height: 8)
        #expect(
            try PictureFile.header(JPEGFixtures.cmyk, name: "a")
                == .header(PictureHeader(size: size, channels: 3, traits: [.cmyk])))
        #expect(
            try PictureFile.header(JPEGFixtures.rgb, name: "a")
                == .header(PictureHeader(size: size, channels: 3, traits: [])))
        #expect(try PictureFile.header(Array(JPEGFixtures.rgb.prefix(30)), name: "a") == .needsMore)
    }

    @Test(
        arguments: [
            ([], "not a JPEG file: a.jpg: name a JPEG file"),
            (Array("GIF89a".utf8), "not a JPEG file: a.jpg: name a JPEG file"),
            ([0xFF, 0xD8, 0xFF], "JPEG file is truncated: a.jpg: copy it again"),
            (
                Array(JPEGFixtures.rgb.dropLast(40)), "JPEG file is truncated: a.jpg: copy it again"
            ),
            (
                [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0, 1, 1, 1, 0x11, 0]
                    + JPEGFixtures.grey.dropFirst(2),
                "JPEG file is corrupt (Invalid JPEG file structure: two SOF markers): a.jpg: "
                    + "copy it again"
            ),
            (
                [0xFF, 0xD8] + [0xFF, 0xC0, 0, 11, 12, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA],
                "JPEG file is truncated: a.jpg: copy it again"
            ),
        ] as [([UInt8], String)])
    func badFiles(bytes: [UInt8], expected: String) {
        let problem = #expect(throws: Failure.self) { try JPEG.decode(bytes, name: "a.jpg") }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .data)
    }

    @Test func aHugeSideIsRefused() throws {
        var file = JPEGFixtures.grey
        let start = try #require(
            file.indices.dropLast().first { file[$0...].starts(with: [0xFF, 0xC0]) })
        file[start + 5] = 0xFF
        let problem = #expect(throws: Failure.self) { try JPEG.decode(file, name: "a.jpg") }
        #expect(
            problem?.description == """
                picture of 8x65284 is too large: a.jpg: at most 16384 pixels a side are possible
                """)
    }

    private func expectQuarters(of picture: Picture) {
        for (x, y) in [(2, 1), (13, 1), (2, 6), (13, 6)] {
            #expect(abs(Int(picture[x: x, y: y]) - (x < 8 ? 255 : 0)) <= 3)
            #expect(abs(Int(picture[x: x, y: y, channel: 1]) - (y < 4 ? 255 : 0)) <= 3)
            #expect(abs(Int(picture[x: x, y: y, channel: 2]) - 128) <= 3)
        }
    }
}
