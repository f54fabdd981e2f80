import Glibc
import Platform

/// Files that are read and written through the page cache, without a copy of their own.
enum MappedFile {
    /// The content of the file at `path`, mapped into memory.
    ///
    /// Its pages are those of the file: they take memory only while there is some to spare. A file
    /// must not be cut short while it is mapped; the system ends a program that reads what is gone.
    ///
    /// - Throws: `Failure` (`noInput`) if the file is missing, a folder or unreadable,
    ///   (`inputOutput`) if reading breaks off.
    static func open(_ path: String) throws(Failure) -> StableBytes {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .cannotRead(path, EISDIR) }
        let count = Int(status.st_size)
        // Not everything can be mapped: no empty file, and not every file system has it.
        guard status.st_mode & S_IFMT == S_IFREG, count > 0,
            let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { return StableBytes(copying: try FileSystem.read(path)) }
        return StableBytes(UnsafeRawBufferPointer(start: start, count: count)) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    /// The open file `descriptor`, brought to `count` bytes and mapped to be written; nil if that
    /// cannot be.
    static func writable(_ descriptor: Int32, count: Int) -> UnsafeMutableRawBufferPointer? {
        // The system ends a program that writes to a page for which the disk has no room: all of
        // it is taken first.
        guard count > 0, ftruncate(descriptor, count) == 0,
            posix_fallocate(descriptor, 0, count) == 0,
            let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            start != MAP_FAILED
        else { return nil }
        return UnsafeMutableRawBufferPointer(start: start, count: count)
    }
}
