import CZlib
import Datasets
import Testing

/// Checksums are zlib's.
@Suite struct ChecksumTests {
    @Test(arguments: [1, 4 << 20, (4 << 20) + 1, 9_000_001])
    func isThatOfZlib(count: Int) {
        var generator = SplitMix64(UInt64(count))
        let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let expected = UInt32(crc32_z(crc32_z(0, [5, 6], 2), bytes, count))
        let start = ([5, 6] as [UInt8]).withUnsafeBytes { checksum(of: $0) }
        #expect(bytes.withUnsafeBytes { checksum(of: $0, after: start) } == expected)
    }
}
