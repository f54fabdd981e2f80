/// Builds PNG files byte by byte, so that what libpng reads was not written by libpng.
struct PNGBuilder {
    var width: UInt32
    var height: UInt32
    var bitDepth: UInt8 = 8
    /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.
    var colorType: UInt8 = 0
    var isInterlaced = false
    /// Chunks between the header and the data.
    var extra: [(name: String, content: [UInt8])] = []
    /// Rows as the file has them, without the filter byte.
    var rows: [[UInt8]]

    static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

    var bytes: [UInt8] {
        PNGBuilder.signature + header
            + extra.flatMap { PNGBuilder.chunk($0.name, $0.content) }
            + PNGBuilder.chunk("IDAT", PNGBuilder.stored(rows.flatMap { [0] + $0 }))
            + PNGBuilder.chunk("IEND", [])
    }

    var header: [UInt8] {
        PNGBuilder.chunk(
            "IHDR",
            PNGBuilder.bigEndian(width) + PNGBuilder.bigEndian(height)
                + [bitDepth, colorType, 0, 0, isInterlaced ? 1 : 0])
    }

    static func bigEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + body + bigEndian(checksum(body))
    }

    /// A zlib stream of one block that is not compressed.
    static func stored(_ content: [UInt8]) -> [UInt8] {
        let count = UInt16(content.count)
        let length = [UInt8(truncatingIfNeeded: count), UInt8(count >> 8)]
        var (first, second) = (UInt32(1), UInt32(0))
        for byte in content {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return [0x78, 0x01, 0x01] + length + length.map(~) + content
            + bigEndian(second << 16 | first)
    }

    /// The CRC-32 that ends a chunk.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }
}
