import Glibc
import Pictures
import Platform
import Testing

@Suite struct PNGTests {
    static let sizes = [(1, 1), (7, 3), (3, 7), (28, 28), (255, 2), (1, 300)]

    static func noise(_ width: Int, _ height: Int, _ channels: Int) -> Picture {
        var state = UInt32(width * 31 + height)
        let pixels = (0..<width * height * channels).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        return Picture(width: width, height: height, channels: channels, pixels: pixels)
    }

    @Test(arguments: sizes, [1, 3])
    func readsWhatItWrote(size: (Int, Int), channels: Int) throws {
        let picture = PNGTests.noise(size.0, size.1, channels)
        #expect(try PNG.decode(try PNG.encode(picture), name: "memory") == picture)
    }

    @Test(arguments: [(1, UInt8(0)), (3, UInt8(2))])
    func writesSignatureAndHeader(channels: Int, colorType: UInt8) throws {
        let bytes = try PNG.encode(PNGTests.noise(7, 300, channels))
        #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let content: [UInt8] = [0, 0, 0, 7, 0, 0, 1, 44, 8, colorType, 0, 0, 0]
        #expect(Array(bytes[8..<33]) == PNGBuilder.chunk("IHDR", content))
        #expect(Array(bytes.suffix(12)) == PNGBuilder.chunk("IEND", []))
    }

    @Test func writesTheSameBytesTwice() throws {
        let picture = PNGTests.noise(28, 28, 3)
        #expect(try PNG.encode(picture) == PNG.encode(picture))
    }

    @Test func writesAFile() throws {
        try withTemporaryFolder { folder in
            let picture = PNGTests.noise(7, 3, 3)
            try PNG.write(picture, to: "\(folder)/a.png")
            #expect(try PNG.read("\(folder)/a.png") == picture)
            #expect(try FileSystem.read("\(folder)/a.png") == PNG.encode(picture))
            #expect(try FileSystem.names(inFolder: folder) == ["a.png"])
        }
    }

    @Test func saysWhereItCannotWrite() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/missing/a.png"
            let failure = try #require(throws: Failure.self) {
                try PNG.write(PNGTests.noise(1, 1, 1), to: path)
            }
            #expect(failure.kind == .cannotCreate)
            #expect(
                failure.description
                    == "no such file or directory: \(path): check the folder it should lie in")
        }
    }

    @Test func saysWhichFileIsMissing() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.png"
            let failure = try #require(throws: Failure.self) { try PNG.read(path) }
            #expect(failure.kind == .noInput)
            #expect(failure.description == "no such file or directory: \(path): check the path")
        }
    }

    @Test func refusesToWriteTooLarge() throws {
        let largest = Picture(width: PNG.maximumSide, height: 1, channels: 1, level: 7)
        #expect(try PNG.decode(try PNG.encode(largest), name: "memory") == largest)
        let failure = try #require(throws: Failure.self) {
            try PNG.encode(Picture(width: 1, height: 16_385, channels: 1))
        }
        #expect(failure.kind == .data)
        #expect(
            failure.description == "picture of 1x16385 is too large: picture: "
                + "at most 16384 pixels a side are possible")
    }

    private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/pictures-test-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            for name in (try? FileSystem.names(inFolder: folder)) ?? [] {
                FileSystem.remove("\(folder)/\(name)")
            }
            rmdir(folder)
        }
        try body(folder)
    }
}
