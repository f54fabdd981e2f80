import CZlib
import Platform

/// Decompresses a file of a ZIP archive, as many bytes at a time as asked.
final class InflateStream {
    private let state: UnsafeMutablePointer<z_stream>
    private let path: String
    private var hasEnded = false
    /// The CRC-32 of what has been given.
    private(set) var checksum: UInt32 = 0

    /// Begins with `compressed`, under 4 GB, which must outlive the stream; `path` is for errors.
    ///
    /// - Throws: `Failure` (`unavailable`) if memory runs out.
    init(_ compressed: UnsafeRawBufferPointer, path: String) throws(Failure) {
        // zlib keeps the address of its state, which therefore must not move.
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        self.path = path
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: compressed.baseAddress?.assumingMemoryBound(to: Bytef.self))
        state.pointee.avail_in = uInt(compressed.count)
        // A negative window: the bare data, without a header.
        let status = inflateInit2_(state, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw Failure(
                .unavailable, "zlib does not start, status \(status)", at: path,
                remedy: "free some memory")
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Fills all of `output`, under 2 GB.
    ///
    /// - Throws: `Failure` (`data`) if the data end before or are corrupt.
    func fill(_ output: UnsafeMutableRawBufferPointer) throws(Failure) {
        guard !output.isEmpty else { return }
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
        state.pointee.avail_out = uInt(output.count)
        while state.pointee.avail_out > 0 {
            guard !hasEnded else { throw corrupt() }
            switch inflate(state, Z_NO_FLUSH) {
            case Z_OK: continue
            case Z_STREAM_END: hasEnded = true
            case Z_MEM_ERROR:
                throw Failure(
                    .unavailable, "not enough memory to decompress", at: path,
                    remedy: "free some memory")
            default: throw corrupt()
            }
        }
        checksum = Datasets.checksum(of: UnsafeRawBufferPointer(output), after: checksum)
    }

    /// What is wrong with data that do not give what the archive says.
    func corrupt() -> Failure {
        Failure(.data, "the compressed data are corrupt", at: path, remedy: "copy the file again")
    }
}
