import Glibc

/// Size and time of change of a file: whether it was replaced can be told from them.
struct FileStamp: Equatable, Sendable {
    let size: Int
    /// Since 1970.
    let seconds: Int
    let nanoseconds: Int

    /// The stamp of the file at `path`; zeros if there is none.
    init(_ path: String) {
        var status = Glibc.stat()
        if stat(path, &status) != 0 { status = Glibc.stat() }
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
