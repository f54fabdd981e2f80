package import Platform

/// Decompresses gzip data, to a temporary file where they are large.
package enum Gunzip {
    /// All that `compressed`, a chain of gzip members, holds, but at most `limit` bytes.
    ///
    /// Memory grows with what really comes out: `expectedCount` is only where to begin, and no
    /// more than eight times the input.
    ///
    /// - Parameter path: what errors call the data.
    /// - Throws: `Failure` (`data`) if the data are not gzip, truncated or corrupt,
    ///   (`unavailable`) if memory runs out.
    package static func decompress(
        _ compressed: UnsafeRawBufferPointer, path: String, expectedCount: Int = 0,
        limit: Int = .max
    ) throws(Failure) -> StableBytes {
        if expectedCount > 0, expectedCount < limit,
            let bytes = decompressMember(compressed, count: expectedCount)
        {
            return bytes
        }
        let stream = try GzipStream(compressed, path: path)
        // One byte to spare, so that the end is seen without growing.
        let hint = expectedCount < Int.max ? expectedCount + 1 : expectedCount
        var capacity = min(limit, max(1 << 16, min(hint, compressed.count * 8)))
        guard let memory = WritableBytes(count: capacity) else { throw noRoom(capacity, path) }
        var count = 0
        while count < limit {
            if count == capacity {
                capacity = min(limit, capacity * 2)
                guard memory.resize(to: capacity) else { throw noRoom(capacity, path) }
            }
            let produced = try stream.read(
                into: UnsafeMutableRawBufferPointer(rebasing: memory.bytes[count...]))
            if produced == 0 { break }
            count += produced
        }
        guard memory.resize(to: count) else { throw noRoom(count, path) }
        return memory.stable
    }

    /// What `compressed` holds if it is one good member with just `count` bytes; else nil.
    private static func decompressMember(
        _ compressed: UnsafeRawBufferPointer, count: Int
    ) -> StableBytes? {
        // What claims to be much larger than it is gets no memory before it is.
        guard count <= compressed.count * 8, let start = headerSize(compressed),
            let memory = WritableBytes(count: count + DeflateDecoder.slack)
        else { return nil }
        let data = UnsafeRawBufferPointer(rebasing: compressed[start...])
        guard let used = DeflateDecoder.decode(data, into: memory.bytes), used + 8 == data.count
        else { return nil }
        let sum = data.loadUnaligned(fromByteOffset: used, as: UInt32.self).littleEndian
        let size = data.loadUnaligned(fromByteOffset: used + 4, as: UInt32.self).littleEndian
        guard size == UInt32(truncatingIfNeeded: count), memory.resize(to: count),
            sum == checksum(of: UnsafeRawBufferPointer(memory.bytes))
        else { return nil }
        return memory.stable
    }

    /// The size of the header of a gzip member, if it is one without anything special.
    ///
    /// (RFC 1952, section 2.3.)
    private static func headerSize(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count > 18, GzipStream.isGzip(bytes), bytes[2] == 8 else { return nil }
        switch bytes[3] {
        case 0: return 10
        // The name of the file, which ends with a zero.
        case 8: return bytes.dropFirst(10).firstIndex(of: 0).map { $0 + 1 }
        default: return nil
        }
    }

    /// The first bytes of what `compressed`, the beginning of a gzip file, holds: `count` or fewer.
    ///
    /// - Throws: `Failure` (`data`) if not even one byte can be had.
    static func head(
        of compressed: UnsafeRawBufferPointer, count: Int, path: String
    ) throws(Failure) -> [UInt8] {
        let stream = try GzipStream(compressed, path: path)
        let head = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { head.deallocate() }
        let produced = try stream.read(into: head)
        return Array(head.prefix(produced))
    }

    private static func noRoom(_ count: Int, _ path: String) -> Failure {
        Failure(
            .unavailable, "not enough memory for \(count) bytes", at: path,
            remedy: "free some memory")
    }
}
