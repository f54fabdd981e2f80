import Glibc
import Synchronization

/// Ctrl-C and SIGTERM as a wish that a run looks at between steps.
enum Interruption {
    private static let wanted = Atomic<Bool>(false)

    /// From now on the first signal only expresses the wish; a second one ends the process.
    static func listen() {
        // Read once here: a handler must not be the first to touch a global.
        wanted.store(false, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            Interruption.wanted.store(true, ordering: .relaxed)
        }
        action.sa_flags = Int32(SA_RESTART) | Int32(bitPattern: UInt32(SA_RESETHAND))
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Whether a signal has come.
    static var isWanted: Bool { wanted.load(ordering: .relaxed) }
}
