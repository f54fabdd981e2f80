import Glibc

/// Reads whole files and asks about paths.
public enum FileSystem {
    /// The whole content of the file at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if the file is missing, a folder or unreadable,
    ///   (`inputOutput`) if reading breaks off.
    public static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .cannotRead(path, EISDIR) }

        // A pipe or a file of /proc tells no size; the buffer then grows as the bytes come.
        var bytes = [UInt8]()
        var capacity = max(Int(status.st_size) + 1, 1 << 16)
        while true {
            let have = bytes.count
            let want = capacity - have
            var received = 0
            bytes.reserveCapacity(capacity)
            let chunk = [UInt8](unsafeUninitializedCapacity: want) { buffer, count in
                received = Glibc.read(descriptor, buffer.baseAddress, want)
                count = max(received, 0)
            }
            if received < 0 {
                if errno == EINTR { continue }
                throw Failure(
                    .inputOutput, systemMessage(errno), at: path, remedy: "check the disk")
            }
            if received == 0 { return bytes }
            bytes.isEmpty ? bytes = chunk : bytes.append(contentsOf: chunk)
            if bytes.count == capacity { capacity *= 2 }
        }
    }

    /// What a path leads to.
    public enum Kind: Sendable { case missing, file, folder, other }

    /// What stands at `path`, links followed.
    public static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The names in the folder at `path`, sorted by their bytes, without `.` and `..`.
    ///
    /// - Throws: `Failure` (`noInput`) if the folder cannot be read.
    public static func names(inFolder path: String) throws(Failure) -> [String] {
        guard let folder = opendir(path) else { throw .cannotRead(path, errno) }
        defer { closedir(folder) }
        var names = [String]()
        while let entry = Glibc.readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes the folder at `path` and those above it; one that is there already is fine.
    ///
    /// - Throws: `Failure` (`cannotCreate`).
    public static func makeFolder(_ path: String) throws(Failure) {
        if kind(of: path) == .folder || path.isEmpty { return }
        let parent = self.parent(of: path)
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o777) == 0 || (errno == EEXIST && kind(of: path) == .folder) else {
            throw .cannotCreate(path, errno)
        }
    }

    /// Removes the file at `path` if it is there.
    public static func remove(_ path: String) { unlink(path) }

    /// The folder that holds `path`: `a` for `a/b`, `.` for `b`, `/` for `/b`.
    public static func parent(of path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard let slash = trimmed.lastIndex(of: slash) else { return "." }
        return slash == trimmed.startIndex ? "/" : String(Substring(trimmed[..<slash]))
    }

    /// The last part of `path`: `b` for `a/b`.
    public static func name(of path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard let slash = trimmed.lastIndex(of: slash) else { return String(Substring(trimmed)) }
        return String(Substring(trimmed[trimmed.index(after: slash)...]))
    }

    private static let slash = UInt8(ascii: "/")

    // Bytes, not characters: an accent that follows a slash would make one character with it.
    private static func withoutTrailingSlashes(_ path: String) -> Substring.UTF8View {
        var trimmed = path[...].utf8
        while trimmed.count > 1, trimmed.last == slash { trimmed.removeLast() }
        return trimmed
    }

    /// `path` as an absolute path without links, if it leads anywhere.
    public static func absolute(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// What the system says of an error number, in lower case.
public func systemMessage(_ number: Int32) -> String {
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
}

extension Failure {
    /// A path that should be read and cannot be.
    package static func cannotRead(_ path: String, _ number: Int32) -> Failure {
        let remedy =
            switch number {
            case ENOENT, ENOTDIR: "check the path"
            case EISDIR: "name a file, not a folder"
            case EACCES, EPERM: "check its permissions"
            default: "check the file"
            }
        return Failure(.noInput, systemMessage(number), at: path, remedy: remedy)
    }

    /// A path that should be created and cannot be.
    package static func cannotCreate(_ path: String, _ number: Int32) -> Failure {
        let remedy =
            switch number {
            case ENOENT, ENOTDIR: "check the folder it should lie in"
            case EACCES, EPERM, EROFS: "choose a place that can be written"
            case EISDIR: "name a file, not a folder"
            case ENOSPC, EDQUOT: "free some space"
            default: "choose another place"
            }
        return Failure(.cannotCreate, systemMessage(number), at: path, remedy: remedy)
    }
}
