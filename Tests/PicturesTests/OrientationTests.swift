import Pictures
import Platform
import TestSupport
import Testing

/// How the camera was held, and what Pillow makes of it.
@Suite struct OrientationTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let orientation: Int
        let byteOrder: String
        let exif: String
        let file: String
        let width: Int
        let height: Int
        let pixels: [UInt8]

        var testDescription: String { "\(orientation), \(byteOrder)" }
    }

    private static func cases() throws -> [Case] { try decodeFixture("orientations.json") }

    @Test(arguments: try cases())
    func thePictureIsTurned(_ example: Case) throws {
        let picture = try JPEG.decode(bytes(example.file), name: "a.jpg")
        #expect(picture.size == PictureSize(width: example.width, height: example.height))
        let differences = zip(picture.pixels, example.pixels).map { abs(Int($0) - Int($1)) }
        #expect(differences.count == 16 * 8)
        #expect(differences.allSatisfy { $0 <= 1 })
    }

    @Test(arguments: try cases())
    func theHeaderHasTheTurnedSize(_ example: Case) throws {
        let size = PictureSize(width: example.width, height: example.height)
        let traits: Set<PictureHeader.Trait> = example.orientation == 1 ? [] : [.orientation]
        #expect(
            try PictureFile.header(bytes(example.file), name: "a")
                == .header(PictureHeader(size: size, channels: 1, traits: traits)))
    }

    @Test func everyTurnHasColours() {
        let picture = Picture(
            width: 3, height: 2, channels: 3, pixels: (0..<6).flatMap { [$0, 10 + $0, 20 + $0] })
        let expected: [[UInt8]] = [
            [0, 1, 2, 3, 4, 5], [2, 1, 0, 5, 4, 3], [5, 4, 3, 2, 1, 0], [3, 4, 5, 0, 1, 2],
            [0, 3, 1, 4, 2, 5], [3, 0, 4, 1, 5, 2], [5, 2, 4, 1, 3, 0], [2, 5, 1, 4, 0, 3],
        ]
        for (orientation, pixels) in zip(PictureOrientation.allCases, expected) {
            let turned = picture.turned(orientation)
            #expect(turned.width == (orientation.rawValue < 5 ? 3 : 2))
            #expect(turned.pixels == pixels.flatMap { [$0, 10 + $0, 20 + $0] })
        }
    }

    /// A grey picture of 8x4 with `exif` in its first segment.
    private func file(exif: [UInt8], announced: Int? = nil) -> [UInt8] {
        let length = (announced ?? exif.count) + 2
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + exif
            + JPEGFixtures.grey.dropFirst(2)
    }

    @Test(arguments: try cases().filter { $0.orientation == 6 })
    func truncatedNotesAreIgnored(_ example: Case) throws {
        let exif = bytes(example.exif)
        // The note ends ten bytes into its entry; text that other entries point to follows.
        let end = 6 + 8 + 2 + 12 + 10
        for count in 0...exif.count {
            let file = file(exif: Array(exif.prefix(count)))
            let picture = try JPEG.decode(file, name: "a.jpg")
            #expect(picture.width == (count < end ? 8 : 4), "\(count) bytes")
            #expect(
                try PictureFile.header(file, name: "a")
                    == .header(
                        PictureHeader(
                            size: picture.size, channels: 1,
                            traits: count < end ? [] : [.orientation])))
        }
    }

    /// EXIF data with one entry, low byte first.
    private func exif(
        magic: [UInt8] = [0x49, 0x49, 42, 0], directory: UInt8 = 8, tag: [UInt8] = [0x12, 1],
        type: UInt8 = 3, count: UInt8 = 1, value: [UInt8] = [6, 0]
    ) -> [UInt8] {
        Array("Exif".utf8) + [0, 0] + magic + [directory, 0, 0, 0, 1, 0] + tag
            + [type, 0, count, 0, 0, 0] + value + [0, 0, 0, 0, 0, 0]
    }

    @Test func aPlainNote() throws {
        #expect(try JPEG.decode(file(exif: exif()), name: "a.jpg").width == 4)
    }

    @Test func damagedNotesAreIgnored() throws {
        let damaged = [
            exif(magic: [0x49, 0x49, 43, 0]), exif(magic: [0x4D, 0x4D, 42, 0]),
            exif(directory: 200), exif(tag: [0x13, 1]), exif(type: 4), exif(count: 2),
            exif(value: [0, 0]), exif(value: [9, 0]), exif(value: [6, 1]),
            Array("Exit".utf8) + exif().dropFirst(4),
        ]
        for exif in damaged {
            #expect(try JPEG.decode(file(exif: exif), name: "a.jpg").width == 8)
        }
    }

    @Test func aNoteBehindOtherSegmentsAndFillBytes() throws {
        let segment = Array(file(exif: exif())[2..<4 + 2 + exif().count])
        let start = JPEGFixtures.grey.prefix(20)
        let rest = JPEGFixtures.grey.dropFirst(20)
        let whole = start + [0xFF, 0xFF] + segment + rest
        #expect(try JPEG.decode(Array(whole), name: "a.jpg").width == 4)
    }

    @Test func randomDamageNeverCrashes() throws {
        var generator = SplitMix64(seed: 3)
        let whole = file(exif: exif())
        for _ in 0..<500 {
            var copy = whole
            let place = Int.random(in: 2..<60, using: &generator)
            copy[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            guard case .header(let header)? = try? PictureFile.header(copy, name: "a"),
                let picture = try? PictureFile.decode(copy, name: "a")
            else { continue }
            #expect(header.size == picture.size)
        }
    }

    private func bytes(_ digits: String) -> [UInt8] {
        let values = digits.compactMap { $0.hexDigitValue.map { UInt8($0) } }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
