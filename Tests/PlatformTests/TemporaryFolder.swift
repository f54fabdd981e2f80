import Glibc
import Platform

/// A new folder below `/tmp`, removed with all that is in it when the value goes.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/platform-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(.cannotCreate, systemMessage(errno), at: "/tmp", remedy: "free it")
        }
        path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.removeAll(path) }

    /// The path of `name` in the folder.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    private static func removeAll(_ path: String) {
        chmod(path, 0o700)
        for name in (try? FileSystem.names(inFolder: path)) ?? [] {
            let below = "\(path)/\(name)"
            if unlink(below) != 0 { removeAll(below) }
        }
        rmdir(path)
    }
}
