import CZlib
import Glibc
import Platform

/// Decompresses the members of a gzip file one after the other, as many bytes at a time as asked.
final class GzipStream {
    private let state: UnsafeMutablePointer<z_stream>
    private var rest: UnsafeRawBufferPointer
    private let path: String
    private var memberHasEnded = false

    /// Whether `bytes` begin as gzip data do.
    static func isGzip(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
    }

    /// Begins with `compressed`, which must outlive the stream; `path` is what errors call it.
    init(_ compressed: UnsafeRawBufferPointer, path: String) throws(Failure) {
        guard Self.isGzip(compressed) else {
            throw Failure(.data, "not gzip data", at: path, remedy: "name a gzip file")
        }
        // zlib keeps the address of its state, which therefore must not move.
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        rest = compressed
        self.path = path
        // 16 on top of the window's 15 bits: the gzip format and no other.
        let status = inflateInit2_(
            state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
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

    /// Fills `output` as far as the data go and gives the number of bytes; 0 at the end.
    ///
    /// - Throws: `Failure` (`data`) if nothing more can be had because the data are truncated or
    ///   corrupt; what came before that is given first where the data are truncated.
    func read(into output: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        var produced = 0
        while produced < output.count {
            feed()
            if memberHasEnded {
                guard state.pointee.avail_in > 0 else { break }
                try beginNextMember()
            }
            let room = min(output.count - produced, Int(Int32.max))
            state.pointee.next_out = output.baseAddress.map {
                ($0 + produced).assumingMemoryBound(to: Bytef.self)
            }
            state.pointee.avail_out = uInt(room)
            let status = inflate(state, Z_NO_FLUSH)
            produced += room - Int(state.pointee.avail_out)
            switch status {
            case Z_OK: continue
            case Z_STREAM_END: memberHasEnded = true
            case Z_BUF_ERROR:
                // The input is used up in the middle of a member.
                if produced > 0 { return produced }
                throw Failure(
                    .data, "the gzip data are truncated", at: path, remedy: "copy the file again")
            case Z_MEM_ERROR:
                throw Failure(
                    .unavailable, "not enough memory to decompress", at: path,
                    remedy: "free some memory")
            default: throw corrupt()
            }
        }
        return produced
    }

    /// Hands zlib the next part of the input once it has used up the last one.
    private func feed() {
        guard state.pointee.avail_in == 0, !rest.isEmpty else { return }
        let count = min(rest.count, Int(Int32.max))
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: rest.baseAddress?.assumingMemoryBound(to: Bytef.self))
        state.pointee.avail_in = uInt(count)
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }

    private func beginNextMember() throws(Failure) {
        // What is not a member is told from one by zlib, except that a lone first byte of the
        // magic number would count as truncated; both are copies gone wrong.
        guard state.pointee.next_in.pointee == 0x1f, inflateReset(state) == Z_OK else {
            throw corrupt()
        }
        memberHasEnded = false
    }

    private func corrupt() -> Failure {
        Failure(.data, "the gzip data are corrupt", at: path, remedy: "copy the file again")
    }
}
