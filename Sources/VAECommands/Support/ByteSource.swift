import Glibc
package import Platform

/// Bytes that come piece by piece from a file or from standard input.
package final class ByteSource {
    /// What errors call it.
    package let name: String
    private let descriptor: Int32
    private let isOwned: Bool

    /// Opens the file at `path`; `-` is standard input.
    ///
    /// - Throws: `Failure` (`noInput`) if it is missing, a folder or unreadable.
    package init(_ path: String) throws(Failure) {
        isOwned = path != "-"
        name = isOwned ? path : "standard input"
        descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw .cannotRead(name, errno) }
        if FileSystem.kind(of: path) == .folder { throw .cannotRead(name, EISDIR) }
    }

    deinit { if isOwned && descriptor >= 0 { close(descriptor) } }

    /// Puts the next bytes, at most `limit`, in place of what is in `piece`; false at the end.
    ///
    /// - Throws: `Failure` (`inputOutput`) if reading breaks off.
    package func read(into piece: inout [UInt8], limit: Int = 1 << 16) throws(Failure) -> Bool {
        var received = 0
        repeat {
            piece = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                received = Glibc.read(descriptor, buffer.baseAddress, limit)
                count = max(received, 0)
            }
        } while received < 0 && errno == EINTR
        guard received >= 0 else {
            throw Failure(
                .inputOutput, systemMessage(errno), at: name, remedy: "check where it comes from")
        }
        return received > 0
    }

    /// All that is left, as lines without their ends; empty ones are left out.
    ///
    /// - Throws: `Failure` as `read(into:limit:)` does.
    package func lines() throws(Failure) -> [String] {
        var (bytes, piece) = ([UInt8](), [UInt8]())
        while try read(into: &piece) { bytes += piece }
        return bytes.split(separator: UInt8(ascii: "\n")).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
