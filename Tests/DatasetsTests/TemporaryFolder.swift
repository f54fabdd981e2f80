import Glibc
import Platform

/// A folder of its own under /tmp that goes when the object goes.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/datasets-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure.cannotCreate("/tmp", errno)
        }
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    /// Writes `bytes` as the file `name` and gives its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try AtomicFile.write(bytes, to: file)
        return file
    }

    deinit {
        Self.remove(path)
    }

    private static func remove(_ folder: String) {
        for name in (try? FileSystem.names(inFolder: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            if FileSystem.kind(of: path) == .folder { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }
}
