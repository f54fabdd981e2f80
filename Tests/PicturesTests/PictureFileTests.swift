import Pictures
import Platform
import Testing

@Suite struct PictureFileTests {
    private static let png = PNGBuilder(width: 3, height: 2, rows: [[1, 2, 3], [4, 5, 6]]).bytes
    private static let files = [
        png, JPEGFixtures.grey, JPEGFixtures.rgb, JPEGFixtures.progressive, JPEGFixtures.cmyk,
        Array("P2 3 2 255\n1 2 3 4 5 6 ".utf8),
        Array("P6 1 2 999\n".utf8) + [1, 2, 3, 1, 2, 3]
            + [1, 2, 3, 1, 2, 3],
    ]

    @Test func theContentTellsTheFormat() throws {
        #expect(try PictureFile.decode(Self.png, name: "a.jpg").pixels == [1, 2, 3, 4, 5, 6])
        #expect(try PictureFile.decode(JPEGFixtures.grey, name: "a.png").width == 8)
    }

    @Test(
        arguments: [
            ([], "the file is empty: a.png: copy it again"),
            (
                Array("GIF89a".utf8),
                "not a picture: a.png: remove it, or convert it to PNG, JPEG, PGM or PPM"
            ),
            (Array(png.prefix(40)), "PNG file is truncated: a.png: copy it again"),
        ] as [([UInt8], String)])
    func badFiles(bytes: [UInt8], expected: String) {
        let problem = #expect(throws: Failure.self) {
            try PictureFile.decode(bytes, name: "a.png")
        }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .data)
    }

    @Test(
        arguments: [
            (PNGBuilder(width: 3, height: 1, rows: [[1, 2, 3]]), 1, []),
            (PNGBuilder(width: 3, height: 1, bitDepth: 16, rows: [[]]), 1, [.sixteenBits]),
            (PNGBuilder(width: 3, height: 1, colorType: 2, rows: [[]]), 3, []),
            (PNGBuilder(width: 3, height: 1, colorType: 3, rows: [[]]), 3, [.palette]),
            (PNGBuilder(width: 3, height: 1, colorType: 4, rows: [[]]), 1, [.transparency]),
            (PNGBuilder(width: 3, height: 1, colorType: 6, rows: [[]]), 3, [.transparency]),
            (
                PNGBuilder(
                    width: 3, height: 1, colorType: 3,
                    extra: [("PLTE", [1, 2, 3]), ("tRNS", [0])],
                    rows: [[]]), 3, [.palette, .transparency]
            ),
        ] as [(PNGBuilder, Int, Set<PictureHeader.Trait>)])
    func headersOfPNG(file: PNGBuilder, channels: Int, traits: Set<PictureHeader.Trait>) throws {
        let size = PictureSize(width: 3, height: 1)
        #expect(
            try PictureFile.header(file.bytes, name: "a")
                == .header(PictureHeader(size: size, channels: channels, traits: traits)))
        #expect(try PictureFile.header(Array(file.bytes.prefix(33)), name: "a") == .needsMore)
    }

    @Test func headersAgreeWithPictures() throws {
        for file in Self.files {
            let picture = try PictureFile.decode(file, name: "a")
            guard case .header(let header) = try PictureFile.header(file, name: "a") else {
                Issue.record("no header")
                continue
            }
            #expect(header.size == picture.size)
            #expect(header.channels == picture.channels)
        }
    }

    @Test(arguments: files.indices)
    func damagedFilesNeverCrash(index: Int) {
        let file = Self.files[index]
        var decoded = 0
        for place in file.indices {
            var damaged = [Array(file.prefix(place))]
            for bit in 0..<8 {
                var flipped = file
                flipped[place] ^= 1 << UInt8(bit)
                damaged.append(flipped)
            }
            for bytes in damaged {
                do throws(Failure) {
                    _ = try PictureFile.header(bytes, name: "damaged")
                    _ = try PictureFile.decode(bytes, name: "damaged")
                    decoded += 1
                } catch {
                    #expect(error.place == "damaged")
                    #expect(error.kind == .data)
                }
            }
        }
        #expect(decoded < file.count * 9)
    }

    @Test(arguments: [
        ("a.png", true), ("b.JPG", true), ("c.d.jpeg", true), ("e.ppm", true), ("png", false),
        ("f.txt", false), ("", false), ("g.png.gz", false),
    ])
    func endings(name: String, isKnown: Bool) {
        #expect(PictureFile.hasKnownEnding(name) == isKnown)
    }
}
