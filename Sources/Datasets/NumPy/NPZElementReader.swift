import Platform

/// Decompresses the elements of an array piece by piece: packed while all are 0 or 1.
///
/// So black and white pictures never take a byte each. The first piece with another value turns
/// what has come so far into bytes.
struct NPZElementReader {
    private static let pieceSize = 1 << 20

    private let stream: InflateStream
    private let count: Int
    /// What was decompressed last.
    private var piece = [UInt8]()

    /// A reader of the `count` bytes that come next in `stream`.
    init(_ stream: InflateStream, count: Int) {
        self.stream = stream
        self.count = count
    }

    /// Reads all bytes.
    ///
    /// - Throws: `Failure` (`data`) if the data are corrupt, (`unavailable`) if memory runs out.
    mutating func read(mayPack: Bool, path: String) throws(Failure) -> NPYArray.Storage {
        var done = 0
        var bits: StableBytes?
        if mayPack {
            let (packed, count) = try readBits(path)
            if count == self.count { return .bits(PackedBits(packed)) }
            bits = packed
            done = count
        }
        // What did not fit the bits is in `piece`.
        let memory = try Self.memory(count, path)
        let bytes = memory.bytes.assumingMemoryBound(to: UInt8.self)
        if let bits {
            PackedBits(bits).expand(
                from: 0, to: UnsafeMutableBufferPointer(rebasing: bytes[..<done]), one: 1)
            UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[done...])
                .copyBytes(from: piece)
            done += piece.count
        }
        while done < count {
            let size = min(Self.pieceSize, count - done)
            try stream.fill(
                UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: bytes[done..<done + size])))
            done += size
        }
        return .bytes(memory.stable, offset: 0)
    }

    /// Reads pieces into bits, and gives how many bytes went in: all, or those before `piece`.
    private mutating func readBits(_ path: String) throws(Failure) -> (StableBytes, Int) {
        let size = (count + 7) / 8
        let memory = try Self.memory(size, path)
        guard let bits = memory.bytes.assumingMemoryBound(to: UInt8.self).baseAddress else {
            return (memory.stable, 0)
        }
        var done = 0
        while done < count {
            piece = [UInt8](repeating: 0, count: min(Self.pieceSize, count - done))
            let stream = stream
            try piece.withUnsafeMutableBytes { bytes in
                Result { () throws(Failure) in try stream.fill(bytes) }
            }.get()
            let isPacked = piece.withUnsafeBytes { PackedBits.pack($0, into: bits, from: done) }
            if !isPacked { return (memory.stable, done) }
            done += piece.count
        }
        return (memory.stable, done)
    }

    private static func memory(_ size: Int, _ path: String) throws(Failure) -> WritableBytes {
        guard let memory = WritableBytes(count: size) else {
            throw Failure(
                .unavailable, "not enough memory for \(size) bytes", at: path,
                remedy: "free some memory")
        }
        return memory
    }
}
