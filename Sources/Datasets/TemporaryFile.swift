import Glibc

/// Files that have no name and go when they are closed, even if the program is killed.
enum TemporaryFile {
    /// A new one, open to read and write; nil if none can be made.
    ///
    /// It lies in the folder that `TMPDIR` names, else in `/var/tmp`: files in `/tmp` often are
    /// memory.
    static func open() -> Int32? {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var path = Array("\(named.isEmpty ? "/var/tmp" : named)/vae-XXXXXX".utf8CString)
        return path.withUnsafeMutableBufferPointer { path -> Int32? in
            guard let start = path.baseAddress else { return nil }
            let descriptor = mkstemp(start)
            guard descriptor >= 0 else { return nil }
            unlink(start)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return descriptor
        }
    }
}
