import Pictures
import Platform
import Testing

@Suite struct PNGDecodeTests {
    struct Good: CustomTestStringConvertible {
        let testDescription: String
        let file: PNGBuilder
        let channels: Int
        let pixels: [UInt8]
    }

    static let good = [
        Good(
            testDescription: "grey of one bit",
            file: PNGBuilder(
                width: 3, height: 2, bitDepth: 1, rows: [[0b1010_0000], [0b0110_0000]]),
            channels: 1, pixels: [255, 0, 255, 0, 255, 255]),
        Good(
            testDescription: "grey of two bits",
            file: PNGBuilder(width: 4, height: 1, bitDepth: 2, rows: [[0b0001_1011]]),
            channels: 1, pixels: [0, 85, 170, 255]),
        Good(
            testDescription: "grey of four bits",
            file: PNGBuilder(width: 3, height: 1, bitDepth: 4, rows: [[0x1F, 0x80]]),
            channels: 1, pixels: [17, 255, 136]),
        Good(
            testDescription: "grey of sixteen bits, rounded",
            file: PNGBuilder(
                width: 5, height: 1, bitDepth: 16,
                rows: [[0, 0, 0, 128, 0, 129, 0x80, 0, 0xFF, 0xFF]]),
            channels: 1, pixels: [0, 0, 1, 128, 255]),
        Good(
            testDescription: "RGB of sixteen bits",
            file: PNGBuilder(
                width: 1, height: 1, bitDepth: 16, colorType: 2,
                rows: [[0x10, 0x10, 0x20, 0x20, 0xFE, 0xFE]]),
            channels: 3, pixels: [0x10, 0x20, 0xFE]),
        Good(
            testDescription: "palette",
            file: PNGBuilder(
                width: 3, height: 1, bitDepth: 2, colorType: 3,
                extra: [("PLTE", [1, 2, 3, 40, 50, 60, 255, 0, 9])], rows: [[0b1001_0000]]),
            channels: 3, pixels: [255, 0, 9, 40, 50, 60, 1, 2, 3]),
        Good(
            testDescription: "palette with a transparent entry",
            file: PNGBuilder(
                width: 2, height: 1, colorType: 3,
                extra: [("PLTE", [1, 2, 3, 40, 50, 60]), ("tRNS", [0])], rows: [[0, 1]]),
            channels: 3, pixels: [255, 255, 255, 40, 50, 60]),
        Good(
            testDescription: "grey with a transparent level",
            file: PNGBuilder(width: 2, height: 1, extra: [("tRNS", [0, 7])], rows: [[7, 8]]),
            channels: 1, pixels: [255, 8]),
        // Half of black over half of white is 0.498 of the light, which a gamma of 2.2
        // writes as 186.
        Good(
            testDescription: "grey and alpha",
            file: PNGBuilder(
                width: 4, height: 1, colorType: 4, rows: [[10, 0, 10, 255, 0, 128, 255, 128]]),
            channels: 1, pixels: [255, 10, 186, 255]),
        Good(
            testDescription: "RGB and alpha",
            file: PNGBuilder(
                width: 3, height: 1, colorType: 6,
                rows: [[1, 2, 3, 0, 1, 2, 3, 255, 0, 255, 0, 128]]),
            channels: 3, pixels: [255, 255, 255, 1, 2, 3, 186, 255, 186]),
        Good(
            testDescription: "interlaced",
            file: PNGBuilder(width: 2, height: 2, isInterlaced: true, rows: [[1], [2], [3, 4]]),
            channels: 1, pixels: [1, 2, 3, 4]),
    ]

    @Test(arguments: good) func reads(_ good: Good) throws {
        let picture = try PNG.decode(good.file.bytes, name: "a.png")
        let expected = Picture(
            width: Int(good.file.width), height: Int(good.file.height), channels: good.channels,
            pixels: good.pixels)
        #expect(picture == expected)
    }

    @Test func laysTransparencyOverTheBackground() throws {
        let grey = PNGBuilder(
            width: 3, height: 1, colorType: 4, rows: [[10, 0, 10, 255, 255, 128]])
        let color = PNGBuilder(
            width: 2, height: 1, colorType: 6, rows: [[9, 9, 9, 0, 1, 2, 3, 255]])
        let overBlack = try PictureFile.decode(grey.bytes, name: "a.png", background: 0)
        #expect(overBlack.pixels == [0, 10, 186])
        #expect(
            try PictureFile.decode(color.bytes, name: "a.png", background: 80).pixels
                == [80, 80, 80, 1, 2, 3])
    }

    static let sound = PNGBuilder(width: 4, height: 2, rows: [[1, 2, 3, 4], [5, 6, 7, 8]])

    /// The sound file with one bit of the byte at `place` turned over.
    static func damaged(at place: Int) -> [UInt8] {
        var bytes = sound.bytes
        bytes[place] ^= 0x10
        return bytes
    }

    /// A grey file of 4×2 with `data` in its `IDAT` chunk.
    static func file(data: [UInt8]) -> [UInt8] {
        PNGBuilder.signature + sound.header + PNGBuilder.chunk("IDAT", data)
            + PNGBuilder.chunk("IEND", [])
    }

    static let truncated = "PNG file is truncated: a.png: copy it again"
    static let notPNG = "not a PNG file: a.png: name a PNG file"
    static func corrupt(_ message: String) -> String {
        "PNG file is corrupt (\(message)): a.png: copy it again"
    }

    static let bad: [(bytes: [UInt8], description: String)] = [
        ([], notPNG),
        (Array("GIF89a, or whatever".utf8), notPNG),
        (damaged(at: 0), notPNG),
        (Array(sound.bytes.prefix(4)), truncated),
        (Array(sound.bytes.prefix(8)), truncated),
        (Array(sound.bytes.prefix(20)), truncated),
        (Array(sound.bytes.dropLast(20)), truncated),
        (Array(sound.bytes.dropLast(12)), truncated),
        (damaged(at: 8 + 4 + 4 + 3), corrupt("IHDR: CRC error")),
        (damaged(at: 33 + 8 + 9), corrupt("IDAT: incorrect data check")),
        (damaged(at: 33 + 8 + 21), corrupt("IDAT: CRC error")),
        (PNGBuilder(width: 0, height: 1, rows: []).bytes, corrupt("Invalid IHDR data")),
        (PNGBuilder(width: 1, height: 0, rows: []).bytes, corrupt("Invalid IHDR data")),
        (
            PNGBuilder(width: 1, height: 1, bitDepth: 3, rows: [[0]]).bytes,
            corrupt("Invalid IHDR data")
        ),
        (
            PNGBuilder(width: 1, height: 1, colorType: 5, rows: [[0]]).bytes,
            corrupt("Invalid IHDR data")
        ),
        (
            PNGBuilder(width: 1, height: 1, colorType: 3, rows: [[0]]).bytes,
            corrupt("IDAT: Missing PLTE before IDAT")
        ),
        (
            PNGBuilder.signature + sound.header + PNGBuilder.chunk("IEND", []),
            corrupt("IEND: out of place")
        ),
        (PNGBuilder.signature + PNGBuilder.chunk("IEND", []), corrupt("IEND: out of place")),
        (file(data: Array("no zlib stream".utf8)), corrupt("IDAT: incorrect header check")),
        (file(data: PNGBuilder.stored([0, 1, 2, 3, 4])), corrupt("Not enough image data")),
        (
            file(data: PNGBuilder.stored([9, 1, 2, 3, 4, 0, 5, 6, 7, 8])),
            corrupt("bad adaptive filter value")
        ),
        (
            PNGBuilder(width: 16_385, height: 2, rows: [[0]]).bytes,
            "picture of 16385x2 is too large: a.png: at most 16384 pixels a side are possible"
        ),
        (
            PNGBuilder(width: 2, height: 16_385, rows: [[0]]).bytes,
            "picture of 2x16385 is too large: a.png: at most 16384 pixels a side are possible"
        ),
        (PNGBuilder(width: 2_000_000, height: 1, rows: [[0]]).bytes, corrupt("Invalid IHDR data")),
    ]

    @Test(arguments: bad.indices) func refuses(_ index: Int) throws {
        let (bytes, description) = PNGDecodeTests.bad[index]
        let failure = try #require(throws: Failure.self) {
            try PNG.decode(bytes, name: "a.png")
        }
        #expect(failure.kind == .data)
        #expect(failure.description == description)
    }

    @Test func refusesEveryTruncation() throws {
        let whole = try PNG.encode(PNGTests.noise(7, 3, 3))
        for count in 1..<whole.count {
            let failure = try #require(throws: Failure.self) {
                try PNG.decode(Array(whole.prefix(count)), name: "a.png")
            }
            #expect(failure.description == PNGDecodeTests.truncated)
        }
    }

    @Test func survivesEveryDamagedBit() throws {
        let whole = try PNG.encode(PNGTests.noise(7, 3, 3))
        var refused = 0
        for place in whole.indices {
            for bit in 0..<8 {
                var bytes = whole
                bytes[place] ^= 1 << bit
                do throws(Failure) {
                    _ = try PNG.decode(bytes, name: "a.png")
                } catch {
                    #expect(error.kind == .data)
                    refused += 1
                }
            }
        }
        // Only a chunk that may be ignored can be damaged without harm.
        #expect(refused > whole.count * 6)
    }

    @Test func ignoresWhatFollowsTheEnd() throws {
        let sound = PNGDecodeTests.sound.bytes
        let picture = try PNG.decode(sound + [1, 2, 3], name: "a.png")
        #expect(picture == (try PNG.decode(sound, name: "a.png")))
        #expect(picture.pixels == [1, 2, 3, 4, 5, 6, 7, 8])
    }
}
