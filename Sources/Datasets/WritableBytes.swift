import Glibc

/// Memory to be filled: the system's while it is small, that of a file while it is large.
///
/// A file's pages may leave memory when it runs short, so what a program needs of it does not grow
/// with the data. Where no file can be had, large memory comes from the system too.
package final class WritableBytes: @unchecked Sendable {
    // Unchecked: who fills it lets no two threads write the same byte.

    /// The most bytes that come from the system, unless told otherwise.
    package static let largestInMemory = 64 << 20

    /// The memory; another one after `resize`.
    package private(set) var bytes: UnsafeMutableRawBufferPointer
    /// The file whose memory it is, if it is one's.
    private var file: Int32?
    private let limit: Int

    /// `count` bytes, from a temporary file if they are more than `limit`; nil if there are not
    /// so many.
    package init?(count: Int, inMemoryUpTo limit: Int = largestInMemory) {
        guard let (bytes, file) = Self.allocate(count, limit) else { return nil }
        self.bytes = bytes
        self.file = file
        self.limit = limit
    }

    /// The first `count` bytes of an open file, which it then owns; nil if that cannot be had.
    init?(of file: Int32, count: Int) {
        guard let bytes = MappedFile.writable(file, count: count) else { return nil }
        self.bytes = bytes
        self.file = file
        limit = 0
    }

    deinit { release() }

    /// Whether the memory is that of a file.
    package var isFile: Bool { file != nil }

    /// What was written, which must not change any more.
    package var stable: StableBytes {
        StableBytes(UnsafeRawBufferPointer(bytes)) { _ in withExtendedLifetime(self) {} }
    }

    /// Makes room for `count` bytes and keeps what is there as far as it fits; false if there is
    /// no room.
    package func resize(to count: Int) -> Bool {
        if let file, let mapped = MappedFile.writable(file, count: count) {
            munmap(bytes.baseAddress, bytes.count)
            bytes = mapped
            return true
        }
        if file == nil, count <= limit || count <= bytes.count {
            guard let moved = realloc(bytes.baseAddress, max(count, 1)) else { return false }
            bytes = UnsafeMutableRawBufferPointer(start: moved, count: count)
            return true
        }
        guard let (new, newFile) = Self.allocate(count, limit) else { return false }
        new.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
        release()
        (bytes, file) = (new, newFile)
        return true
    }

    /// Waits until the file is on the disk; false if it is none or that fails.
    func flush() -> Bool { file.map { fsync($0) == 0 } ?? false }

    private static func allocate(
        _ count: Int, _ limit: Int
    ) -> (UnsafeMutableRawBufferPointer, file: Int32?)? {
        if count > limit, let file = TemporaryFile.open() {
            if let mapped = MappedFile.writable(file, count: count) { return (mapped, file) }
            close(file)
        }
        return calloc(max(count, 1), 1).map {
            (UnsafeMutableRawBufferPointer(start: $0, count: count), nil)
        }
    }

    private func release() {
        guard let file else { return free(bytes.baseAddress) }
        munmap(bytes.baseAddress, bytes.count)
        close(file)
    }
}
