import Glibc
import Platform
import Synchronization
import TerminalNcurses

/// The lines of a file, read on a thread that wakes the terminal with each.
final class Commands: Sendable {
    private let lines = Mutex<[String]>([])

    /// Reads `path` for ever: it is a named pipe that somebody holds open.
    func read(_ path: String, waking waker: TerminalWaker) {
        let task = BackgroundTask<Void> { [self] in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            var line = [UInt8]()
            var byte: UInt8 = 0
            while Glibc.read(descriptor, &byte, 1) == 1 {
                if byte != UInt8(ascii: "\n") {
                    line.append(byte)
                    continue
                }
                let text = String(decoding: line, as: UTF8.self)
                lines.withLock { $0.append(text) }
                line = []
                waker.wake()
            }
            return .success(())
        }
        // Never dropped: that would wait for the thread.
        _ = Unmanaged.passRetained(task)
    }

    /// The lines that came since the last call.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}
