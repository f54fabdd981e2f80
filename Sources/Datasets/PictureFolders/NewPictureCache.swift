import Glibc
import Platform

/// A cache file that is being filled: it has its name only once it is whole.
final class NewPictureCache: Sendable {
    /// The pixels.
    let pixels: PixelMemory
    private let memory: WritableBytes
    private let path: String
    private let temporary: String

    /// Makes a file with `header` and room for `size` bytes of pixels; nil if that cannot be.
    init?(path: String, temporary: String, header: [UInt8], size: Int, shape: ExampleShape) {
        let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { return nil }
        // Held until the program ends, however it does.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        guard let memory = WritableBytes(of: descriptor, count: header.count + size) else {
            close(descriptor)
            unlink(temporary)
            return nil
        }
        memory.bytes.copyBytes(from: header)
        self.memory = memory
        self.path = path
        self.temporary = temporary
        pixels = PixelMemory(memory, offset: header.count, of: shape)
    }

    /// Removes an unfinished file unless a program is at work on it.
    ///
    /// A program that loses its file at the wrong moment keeps the memory, without the name.
    static func removeIfAbandoned(_ temporary: String) {
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(temporary) }
        close(descriptor)
    }

    /// Gives the file its name, if it can be written to the disk.
    func keep() {
        if memory.flush() { rename(temporary, path) }
    }

    // Without effect on a file that has its name.
    deinit { unlink(temporary) }
}
