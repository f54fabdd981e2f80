import FoundationEssentials
import Glibc
import Platform

/// A folder of its own under `/tmp`, removed with all that is in it when nobody needs it any more.
public final class TemporaryFolder: Sendable {
    /// The folder's path, without a slash at its end.
    public let path: String

    /// Makes the folder.
    public init() {
        var template = Array("/tmp/swift-vae-tests-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else {
            preconditionFailure("TemporaryFolder: mkdtemp failed, errno \(errno)")
        }
        path = made
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in the folder.
    public func path(of name: String) -> String { "\(path)/\(name)" }

    /// Writes `bytes` as the file `name` and gives its path.
    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try AtomicFile.write(bytes, to: path(of: name))
        return path(of: name)
    }
}
