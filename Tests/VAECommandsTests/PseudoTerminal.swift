import Glibc
import TestSupport
import Testing

/// A terminal of a given width without a screen: what a program writes to it is collected.
enum PseudoTerminal {
    /// Runs `vae` on a terminal of `columns`; gives what it wrote there and its exit code.
    static func run(
        _ arguments: String, in folder: TemporaryFolder, columns: UInt16,
        environment: [String: String] = ["TERM": "xterm-256color"]
    ) -> Outcome {
        // What openpty does, which Swift's Glibc does not show.
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, UInt32) = (0, 0)
        precondition(
            ioctl(terminal, setLock, &unlocked) == 0 && ioctl(terminal, getNumber, &number) == 0,
            "no pseudo terminal: errno \(errno)")
        defer { close(terminal) }
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        precondition(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0, "TIOCSWINSZ: errno \(errno)")
        let path = "/dev/pts/\(number)"
        let process = spawn(
            arguments.split(separator: " ").map(String.init), in: folder.path,
            environment: environment, descriptors: [.open(path), .open(path), .open(path)],
            isSessionLeader: true)
        var bytes = [UInt8]()
        var raw: Int32 = 0
        let deadline = ContinuousClock.now + .seconds(60)
        while waitpid(process, &raw, WNOHANG) == 0 {
            drain(terminal, into: &bytes)
            if ContinuousClock.now > deadline {
                Issue.record("vae was still running after a minute")
                kill(process, SIGKILL)
            }
        }
        drain(terminal, into: &bytes)
        return Outcome(
            output: String(decoding: bytes, as: UTF8.self), errors: "", status: exitCode(raw))
    }

    // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>: macros that Swift cannot read.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Reads until nothing comes for a moment or the other end is closed.
    private static func drain(_ terminal: Int32, into bytes: inout [UInt8]) {
        while true {
            var wait = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 20) > 0, wait.revents & Int16(POLLIN) != 0,
                append(from: terminal, to: &bytes)
            else { return }
        }
    }
}
