import Glibc
import Platform

/// A file of a data set, on the disk or built into the program, compressed by gzip or not.
struct DataFile: @unchecked Sendable {
    // Unchecked: embedded memory is constant and lasts as long as the program.

    private enum Origin {
        case disk
        case embedded(UnsafeRawBufferPointer)
    }

    /// Where the file is, as errors say it.
    let path: String
    private let origin: Origin

    /// The file at `path`.
    init(path: String) {
        self.path = path
        origin = .disk
    }

    /// A file built into the program, called `name`.
    init(embedded bytes: UnsafeRawBufferPointer, name: String) {
        path = name
        origin = .embedded(bytes)
    }

    /// The first bytes of the content, decompressed: `count`, or fewer where there are no more.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read, (`data`) for bad gzip data.
    func head(_ count: Int) throws(Failure) -> [UInt8] {
        // A gzip header may carry a file name, and the first block its code tables.
        let raw = try rawHead(max(count, 1 << 12))
        return try raw.withUnsafeBytes { bytes in
            Result { () throws(Failure) in
                guard GzipStream.isGzip(bytes) else { return Array(bytes.prefix(count)) }
                return try Gunzip.head(of: bytes, count: count, path: path)
            }
        }.get()
    }

    /// The content, decompressed, of which `expectedCount` bytes are wanted; all if nil.
    ///
    /// Of compressed content that goes on after that, one byte more comes, to tell that it does.
    /// What is not compressed is mapped, not copied.
    ///
    /// - Throws: `Failure` (`noInput`, `inputOutput`) if the file cannot be read, (`data`) for bad
    ///   gzip data.
    func content(expectedCount: Int? = nil) throws(Failure) -> StableBytes {
        switch origin {
        case .embedded(let bytes):
            return try Gunzip.decompress(
                bytes, path: path, expectedCount: expectedCount ?? 0,
                limit: expectedCount.map { $0 + 1 } ?? .max)
        case .disk:
            let raw = try MappedFile.open(path)
            let unpacked = try raw.withUnsafeBytes { bytes throws(Failure) -> StableBytes? in
                guard GzipStream.isGzip(bytes) else { return nil }
                return try Gunzip.decompress(
                    bytes, path: path, expectedCount: expectedCount ?? 0,
                    limit: expectedCount.map { $0 + 1 } ?? .max)
            }
            return unpacked ?? raw
        }
    }

    /// The first bytes of the file as it is, compressed or not: `count`, or all.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read.
    func rawHead(_ count: Int) throws(Failure) -> [UInt8] {
        if case .embedded(let bytes) = origin { return Array(bytes.prefix(count)) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path, errno) }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let received = head.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + have }, count - have)
            }
            if received < 0 {
                if errno == EINTR { continue }
                throw .cannotRead(path, errno)
            }
            if received == 0 { break }
            have += received
        }
        return Array(head.prefix(have))
    }
}
