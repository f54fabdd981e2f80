import FoundationEssentials
import Glibc

/// A folder of its own under `/tmp`, removed with all that is in it when nobody needs it any more.
public final class TemporaryFolder {
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
}
