import Glibc

/// A file that appears whole or not at all.
///
/// The bytes go to `.NAME.partial` beside it; `commit()` flushes them to the disk and renames.
/// A file that is never committed leaves nothing behind. A file that is replaced passes its
/// permissions on. What is not a regular file (a terminal, a pipe, a device) cannot be replaced and
/// is written straight.
public final class AtomicFile: ByteSink {
    private let path: String
    private let temporary: String?
    private var descriptor: Int32
    private let sink: DescriptorSink

    /// Opens a new file that will take the place of whatever stands at `path`.
    ///
    /// - Throws: `Failure` (`cannotCreate`) if nothing can be written there.
    public init(replacing path: String) throws(Failure) {
        let kind = FileSystem.kind(of: path)
        guard kind != .folder else { throw .cannotCreate(path, EISDIR) }
        // A link keeps its place: what it leads to is replaced.
        let target = kind == .file ? FileSystem.absolute(path) ?? path : path
        let folder = FileSystem.parent(of: target)
        let temporary =
            kind == .other ? nil : "\(folder)/.\(FileSystem.name(of: target)).partial"
        if kind == .file, access(target, W_OK) != 0 { throw .cannotCreate(path, errno) }
        descriptor = open(
            temporary ?? target,
            O_WRONLY | O_CLOEXEC | (temporary == nil ? 0 : O_CREAT | O_TRUNC | O_NOFOLLOW), 0o666)
        guard descriptor >= 0 else { throw .cannotCreate(path, errno) }
        var status = stat()
        if kind == .file, stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
        self.path = target
        self.temporary = temporary
        sink = DescriptorSink(descriptor: descriptor, name: path)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Appends all of `bytes`.
    ///
    /// - Throws: `Failure` (`inputOutput`), for instance when the disk is full.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        require(descriptor >= 0, "AtomicFile.write after commit: \(path)")
        try sink.write(bytes)
    }

    /// Makes the file appear at its path, flushed to the disk.
    ///
    /// - Throws: `Failure` (`inputOutput`) if flushing fails, (`cannotCreate`) if renaming does.
    public func commit() throws(Failure) {
        require(descriptor >= 0, "AtomicFile.commit called twice: \(path)")
        guard let temporary else {
            close(descriptor)
            descriptor = -1
            return
        }
        guard fsync(descriptor) == 0 else {
            throw Failure(.inputOutput, systemMessage(errno), at: path, remedy: "check the disk")
        }
        guard rename(temporary, path) == 0 else { throw .cannotCreate(path, errno) }
        close(descriptor)
        descriptor = -1
        // The rename itself lasts only once the folder is flushed too.
        let folder = open(FileSystem.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Writes `bytes` as the whole file at `path`, in one step.
    ///
    /// - Throws: `Failure` (`cannotCreate` or `inputOutput`).
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = try AtomicFile(replacing: path)
        var failure: Failure?
        bytes.withUnsafeBytes { buffer in
            do throws(Failure) { try file.write(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        try file.commit()
    }
}
