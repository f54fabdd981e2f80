import Platform

/// The directory of a ZIP archive in memory.
///
/// Described in PKWARE's APPNOTE.TXT, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
/// Archives over 4 GB (ZIP64) and encrypted ones are not read.
struct ZipArchive: Sendable {
    /// One file of an archive.
    struct Entry: Equatable, Sendable {
        /// Its name, folders included.
        let name: String
        /// Whether it is compressed with deflate; else it is stored as it is.
        let isDeflated: Bool
        /// Where its bytes are in the archive.
        let range: Range<Int>
        /// The bytes it has when it is decompressed.
        let size: Int
        /// The CRC-32 of those.
        let checksum: UInt32
    }

    /// The files, in the order of the directory.
    let entries: [Entry]

    /// Whether a file that begins so is a ZIP archive.
    static func begins(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
    }

    /// Reads the directory of the archive that is `bytes`.
    ///
    /// - Throws: `Failure` (`data`) if it is truncated, corrupt or of a kind that is not read.
    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(Failure) {
        let reader = Reader(bytes: bytes, path: path)
        guard let end = reader.findEnd() else {
            throw Failure(
                .data, "the ZIP archive is truncated", at: path, remedy: "copy the file again")
        }
        let count = try reader.number(end + 10, 2)
        var place = try reader.number(end + 16, 4)
        // ZIP64 puts all ones where a number does not fit.
        guard count < 0xFFFF, place < 0xFFFF_FFFF else { throw reader.zip64() }
        var entries = [Entry]()
        for _ in 0..<count {
            guard try reader.number(place, 4) == 0x0201_4B50 else { throw reader.corrupt() }
            let nameSize = try reader.number(place + 28, 2)
            let extraSize = try reader.number(place + 30, 2) + reader.number(place + 32, 2)
            entries.append(try reader.entry(place, nameSize: nameSize))
            place += 46 + nameSize + extraSize
        }
        self.entries = entries
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        let path: String

        /// Where the record at the end of the archive begins; a comment may follow it.
        func findEnd() -> Int? {
            guard bytes.count >= 22 else { return nil }
            let first = max(0, bytes.count - 22 - 0xFFFF)
            return stride(from: bytes.count - 22, through: first, by: -1).first { place in
                bytes[place] == 0x50 && bytes[place + 1] == 0x4B && bytes[place + 2] == 5
                    && bytes[place + 3] == 6
            }
        }

        /// The number of `size` bytes at `place`, the low one first.
        func number(_ place: Int, _ size: Int) throws(Failure) -> Int {
            guard place >= 0, place + size <= bytes.count else { throw corrupt() }
            return (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
        }

        /// The entry whose record in the directory is at `place`.
        func entry(_ place: Int, nameSize: Int) throws(Failure) -> Entry {
            guard place + 46 + nameSize <= bytes.count else { throw corrupt() }
            let nameBytes = bytes[(place + 46)..<(place + 46 + nameSize)]
            let name = String(decoding: nameBytes, as: UTF8.self)
            guard try number(place + 8, 2) & 1 == 0 else {
                throw Failure(
                    .data, "\(name) is encrypted", at: path,
                    remedy: "save the archive without a password")
            }
            let method = try number(place + 10, 2)
            guard method == 0 || method == 8 else {
                throw Failure(
                    .data, "\(name) is compressed by method \(method)", at: path,
                    remedy: "save it with numpy.savez or numpy.savez_compressed")
            }
            let packed = try number(place + 20, 4)
            let size = try number(place + 24, 4)
            let header = try number(place + 42, 4)
            guard max(packed, size, header) < 0xFFFF_FFFF else { throw zip64() }
            // The header before the file itself has a name and extra fields of its own.
            guard try number(header, 4) == 0x0403_4B50 else { throw corrupt() }
            let start = try header + 30 + number(header + 26, 2) + number(header + 28, 2)
            // Deflate cannot make more than 1032 bytes of one.
            guard start + packed <= bytes.count, method == 8 || packed == size,
                size <= packed * 1032
            else { throw corrupt() }
            return Entry(
                name: name, isDeflated: method == 8, range: start..<start + packed, size: size,
                checksum: UInt32(try number(place + 16, 4)))
        }

        func corrupt() -> Failure {
            Failure(
                .data, "the ZIP archive is corrupt", at: path, remedy: "copy the file again")
        }

        func zip64() -> Failure {
            Failure(
                .data, "archives over 4 GB (ZIP64) cannot be read", at: path,
                remedy: "save the pictures as an .npy file")
        }
    }
}
