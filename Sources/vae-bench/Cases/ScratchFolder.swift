import Glibc
import Platform

/// A folder for what a case writes, gone with all that is in it when nobody needs it any more.
///
/// It lies where `TMPDIR` says, else in `/tmp`.
final class ScratchFolder {
    let path: String

    /// - Throws: `Failure` (`cannotCreate`) if it cannot be made.
    init() throws(Failure) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/vae-bench.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(
                .cannotCreate, systemMessage(errno), at: parent,
                remedy: "set TMPDIR to a folder that can be written")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { ScratchFolder.remove(path) }

    private static func remove(_ path: String) {
        if FileSystem.kind(of: path) == .folder {
            for name in (try? FileSystem.names(inFolder: path)) ?? [] { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}
