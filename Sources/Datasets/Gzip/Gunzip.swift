import CDeflate
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
    ///
    /// All at once libdeflate is faster than a stream can be.
    private static func decompressMember(
        _ compressed: UnsafeRawBufferPointer, count: Int
    ) -> StableBytes? {
        // What claims to be much larger than it is gets no memory before it is.
        guard count <= compressed.count * 8, let memory = WritableBytes(count: count),
            let decompressor = libdeflate_alloc_decompressor()
        else { return nil }
        defer { libdeflate_free_decompressor(decompressor) }
        var (used, produced) = (0, 0)
        let result = libdeflate_gzip_decompress_ex(
            decompressor, compressed.baseAddress, compressed.count, memory.bytes.baseAddress,
            count, &used, &produced)
        let isWhole =
            result == LIBDEFLATE_SUCCESS && used == compressed.count && produced == count
        return isWhole ? memory.stable : nil
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
