import Glibc

/// Somewhere that bytes go: a file, standard output, memory.
public protocol ByteSink: AnyObject {
    /// Takes all of `bytes`.
    ///
    /// - Throws: `Failure` (`inputOutput`, or `closedPipe` if the reader has gone).
    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure)
}

extension ByteSink {
    /// Writes the UTF-8 of `text`.
    ///
    /// - Throws: `Failure` as `write(_:)` with bytes does.
    public func write(_ text: String) throws(Failure) {
        var text = text
        var failure: Failure?
        text.withUTF8 { utf8 in
            do throws(Failure) { try write(UnsafeRawBufferPointer(utf8)) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// Bytes that go to an open file descriptor, which stays the caller's.
public final class DescriptorSink: ByteSink {
    private let descriptor: Int32
    private let name: String

    /// A sink for `descriptor`; `name` is what errors call it.
    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Standard output.
    public static func standardOutput() -> DescriptorSink {
        DescriptorSink(descriptor: STDOUT_FILENO, name: "standard output")
    }

    /// Standard error.
    public static func standardError() -> DescriptorSink {
        DescriptorSink(descriptor: STDERR_FILENO, name: "standard error")
    }

    /// Writes all of `bytes` to the descriptor.
    ///
    /// - Throws: `Failure` (`closedPipe` for a reader that has gone, else `inputOutput`).
    public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE {
                    throw Failure(
                        .closedPipe, "the reader has gone", at: name, remedy: "nothing to do")
                }
                let remedy = errno == ENOSPC || errno == EDQUOT ? "free some space" : "check it"
                throw Failure(.inputOutput, systemMessage(errno), at: name, remedy: remedy)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }
}
