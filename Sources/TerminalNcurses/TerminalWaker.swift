import CNcursesw
import Glibc
import Platform

/// Ends the wait of `NcursesTerminal.events(waitingAtMost:)` from any thread.
///
/// It may outlive its terminal, and then wakes nobody.
public final class TerminalWaker: Sendable {
    /// Readable while a call to `wake()` has not been noticed.
    let descriptor: Int32

    /// - Throws: `Failure` (`unavailable`) if the process has no descriptor left.
    init() throws(Failure) {
        descriptor = cncursesw_make_waker()
        guard descriptor >= 0 else {
            throw Failure(
                .unavailable, "too many open files", at: "terminal",
                remedy: "raise the limit with ulimit -n")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Ends the wait that is under way, or the next one.
    public func wake() { cncursesw_wake(descriptor) }
}
