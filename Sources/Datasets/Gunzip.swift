import Glibc
package import Platform

/// Decompresses gzip data in memory.
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
        let stream = try GzipStream(compressed, path: path)
        // One byte to spare, so that the end is seen without growing.
        let hint = expectedCount < Int.max ? expectedCount + 1 : expectedCount
        var capacity = min(limit, max(1 << 16, min(hint, compressed.count * 8)))
        var count = 0
        var memory: UnsafeMutableRawPointer?
        do throws(Failure) {
            memory = try resized(memory, to: capacity, path: path)
            while count < limit {
                if count == capacity {
                    capacity = min(limit, capacity * 2)
                    memory = try resized(memory, to: capacity, path: path)
                }
                let room = UnsafeMutableRawBufferPointer(
                    start: memory.map { $0 + count }, count: capacity - count)
                let produced = try stream.read(into: room)
                if produced == 0 { break }
                count += produced
            }
            memory = try resized(memory, to: count, path: path)
        } catch {
            free(memory)
            throw error
        }
        return StableBytes(allocated: memory, count: count)
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

    private static func resized(
        _ memory: UnsafeMutableRawPointer?, to count: Int, path: String
    ) throws(Failure) -> UnsafeMutableRawPointer {
        // Large blocks are remapped, not copied.
        guard let resized = realloc(memory, max(count, 1)) else {
            throw Failure(
                .unavailable, "not enough memory for \(count) bytes", at: path,
                remedy: "free some memory")
        }
        return resized
    }
}
