import CZlib
import Datasets
import Testing

/// What zlib packs comes back, and bad data give nothing.
@Suite struct DeflateDecoderTests {
    private static var pictureBytes: [UInt8] {
        var generator = SplitMix64(3)
        return (0..<300_000).map { index in
            index % 28 < 12 ? 0 : UInt8(FisherYates.number(below: 256, using: &generator))
        }
    }

    /// Bytes whose numbers grow like those of Fibonacci, for words of all lengths up to 15.
    private static var skewedBytes: [UInt8] {
        var bytes = [UInt8]()
        var (count, next) = (1, 1)
        for value in 0..<24 {
            bytes += Array(repeating: UInt8(value * 5), count: count)
            (count, next) = (next, count + next)
        }
        var generator = SplitMix64(4)
        for index in bytes.indices.reversed() where index > 0 {
            let other = Int(FisherYates.number(below: UInt64(index + 1), using: &generator))
            bytes.swapAt(index, other)
        }
        return bytes
    }

    private static let contents: [[UInt8]] =
        [[7], pictureBytes, skewedBytes, Array(repeating: 0, count: 100_000)]
        + (1...20).map { period in (0..<5_000).map { UInt8($0 % period * 9) } }

    private static let strategies = [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE]

    private func deflated(_ bytes: [UInt8], level: Int32 = 9, strategy: Int32 = 0) -> [UInt8] {
        var stream = z_stream()
        return withUnsafeMutablePointer(to: &stream) { stream in
            deflateInit2_(
                stream, level, Z_DEFLATED, -15, 8, strategy, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size))
            defer { deflateEnd(stream) }
            var input = bytes
            let capacity = Int(deflateBound(stream, uLong(bytes.count)))
            return input.withUnsafeMutableBufferPointer { input in
                [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                    stream.pointee.next_in = input.baseAddress
                    stream.pointee.avail_in = uInt(input.count)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = uInt(capacity)
                    deflate(stream, Z_FINISH)
                    count = capacity - Int(stream.pointee.avail_out)
                }
            }
        }
    }

    /// The bytes and how many of `data` they took; nothing behind the slack may change.
    private func decoded(_ data: [UInt8], count: Int) -> (bytes: [UInt8], used: Int)? {
        var memory = [UInt8](repeating: 0xa5, count: count + DeflateDecoder.slack + 64)
        let used = memory.withUnsafeMutableBytes { memory in
            data.withUnsafeBytes {
                DeflateDecoder.decode(
                    $0,
                    into: UnsafeMutableRawBufferPointer(
                        rebasing: memory[..<(count + DeflateDecoder.slack)]))
            }
        }
        #expect(memory.suffix(64).allSatisfy { $0 == 0xa5 })
        return used.map { (Array(memory.prefix(count)), $0) }
    }

    @Test(arguments: strategies, contents.indices)
    func whatIsPackedComesBack(strategy: Int32, index: Int) throws {
        let content = Self.contents[index]
        for level: Int32 in [0, 1, 9] {
            let data = deflated(content, level: level, strategy: strategy)
            let result = try #require(decoded(data + [1, 2, 3], count: content.count))
            #expect(result.bytes == content)
            #expect(result.used == data.count)
        }
    }

    @Test(arguments: [-1, 1]) func anotherSizeGivesNothing(difference: Int) {
        for content in Self.contents {
            let result = decoded(deflated(content), count: content.count + difference)
            #expect(result == nil)
        }
    }

    @Test func truncatedDataGiveNothing() {
        let content = Array(Self.pictureBytes.prefix(20_000))
        for level: Int32 in [0, 9] {
            let data = deflated(content, level: level)
            for place in 0..<300 {
                let part = Array(data.prefix(data.count * place / 300))
                #expect(decoded(part, count: content.count) == nil, "cut at \(part.count)")
            }
        }
    }

    /// The fixed word for the end of a block is zeros, as what lies behind the data seems to be.
    @Test(arguments: 1...40) func zerosBehindTheDataAreNoEnd(count: Int) {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: 40 * $0) }
        let data = deflated(content, strategy: Z_FIXED)
        #expect(decoded(data, count: count)?.bytes == content)
        #expect(decoded(data.dropLast(), count: count) == nil)
    }

    @Test(
        arguments: [
            // The reserved kind of block; a stored block whose size is not its complement.
            [0x07, 0, 0, 0, 0], [0x01, 2, 0, 0, 0, 9, 9],
            // A fixed block: length 3 at distance 1 before anything was there; distance symbol 30.
            [0x03, 0x02, 0, 0], [0x63, 0x00, 0x3d, 0, 0, 0],
        ] as [[UInt8]])
    func badDataGiveNothing(data: [UInt8]) {
        for count in 0..<8 { #expect(decoded(data, count: count) == nil) }
    }

    @Test func anyBytesAreSafe() {
        var generator = SplitMix64(9)
        for round in 0..<20_000 {
            var data = (0..<200).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            // Half of them begin as a block of each kind does.
            if round.isMultiple(of: 2) { data[0] = UInt8(round / 2 % 3) << 1 | 1 }
            _ = decoded(data, count: 400)
        }
    }

    @Test(arguments: [1, 4 << 20, (4 << 20) + 1, 9_000_001])
    func piecesMakeTheChecksumOfTheWhole(count: Int) {
        var generator = SplitMix64(UInt64(count))
        let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let expected = UInt32(crc32_z(crc32_z(0, [5, 6], 2), bytes, count))
        let start = ([5, 6] as [UInt8]).withUnsafeBytes { checksum(of: $0) }
        #expect(bytes.withUnsafeBytes { checksum(of: $0, after: start) } == expected)
    }
}
