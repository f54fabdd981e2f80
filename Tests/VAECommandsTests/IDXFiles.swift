import Platform
import TestSupport

/// Writes small IDX files for the program to read.
enum IDXFiles {
    /// An IDX file of `extents` whose bytes follow a fixed formula.
    static func bytes(_ extents: [Int], seed: UInt64 = 1) -> [UInt8] {
        header(extents) + Formula.bytes(seed, count: extents.reduce(1, *))
    }

    /// Labels 0 to 9 in turn.
    static func labels(_ count: Int) -> [UInt8] {
        header([count]) + (0..<count).map { UInt8($0 % 10) }
    }

    /// The header of unsigned bytes of `extents`.
    static func header(_ extents: [Int]) -> [UInt8] {
        [0, 0, 8, UInt8(extents.count)] + extents.flatMap { bigEndian(UInt32($0)) }
    }

    /// `content` as a gzip file of stored blocks. (RFC 1952, RFC 1951.)
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        var start = 0
        repeat {
            let end = min(start + 65_535, content.count)
            let length = UInt16(end - start)
            bytes.append(end == content.count ? 1 : 0)
            bytes += [length, ~length].flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
            bytes += content[start..<end]
            start = end
        } while start < content.count
        for value in [crc32(content), UInt32(content.count)] {
            bytes += bigEndian(value).reversed()
        }
        return bytes
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(value >> $0 & 0xff) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}

extension TemporaryFolder {
    /// Writes a file into the folder.
    func write(_ bytes: [UInt8], to name: String) throws {
        try FileSystem.makeFolder(FileSystem.parent(of: path(of: name)))
        try AtomicFile.write(bytes, to: path(of: name))
    }

    /// Writes a text into the folder.
    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    /// The bytes of a file in the folder.
    func bytes(of name: String) throws -> [UInt8] { try FileSystem.read(path(of: name)) }

    /// The text of a file in the folder.
    func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// Whether anything has that name in the folder.
    func has(_ name: String) -> Bool { FileSystem.kind(of: path(of: name)) != .missing }
}
