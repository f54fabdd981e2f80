import Glibc
import Platform

/// The program `vae` on a pseudo terminal, with somebody at it who answers at once.
final class TerminalProgram {
    /// A frame and when it was complete.
    struct Frame {
        let content: ScreenTraffic.Frame
        let time: ContinuousClock.Instant
    }

    /// When the program was started.
    let start: ContinuousClock.Instant
    private let terminal: Int32
    private let process: pid_t
    private var traffic: ScreenTraffic
    private var frames = [Frame]()
    private var hasEnded = false
    private let clock = ContinuousClock()
    private let command: String

    /// Bytes that the program has sent.
    private(set) var byteCount = 0

    /// Starts `vae` with `arguments` on a terminal of this kind.
    ///
    /// - Throws: `Failure` (`unavailable`) if there is no terminal or no program.
    init(_ arguments: [String], on screen: ExploreScreen) throws(Failure) {
        let path = try MeasuredProgram.path()
        command = (["vae"] + arguments).joined(separator: " ")
        traffic = ScreenTraffic(
            columns: screen.columns, rows: screen.rows, watched: screen.pictureCells)
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var (unlocked, number): (Int32, UInt32) = (0, 0)
        var size = winsize(
            ws_row: UInt16(screen.rows), ws_col: UInt16(screen.columns), ws_xpixel: 0,
            ws_ypixel: 0)
        guard terminal >= 0, ioctl(terminal, TerminalProgram.setLock, &unlocked) == 0,
            ioctl(terminal, TerminalProgram.getNumber, &number) == 0,
            ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0
        else {
            throw Failure(
                .unavailable, systemMessage(errno), at: "/dev/ptmx",
                remedy: "mount devpts, as all but bare containers do")
        }
        start = clock.now
        process = TerminalProgram.spawn(
            path, arguments, terminal: "/dev/pts/\(number)", environment: screen.environment)
        guard process > 0 else {
            close(terminal)
            throw Failure(
                .unavailable, "the program cannot be started", at: path, remedy: "run it by hand")
        }
    }

    deinit {
        if !hasEnded {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(terminal)
    }

    /// Types `keys`.
    func type(_ keys: String) { send(Array(keys.utf8)) }

    /// The next frame; nil if there is none within `seconds`.
    func frame(within seconds: Double) -> Frame? {
        let end = clock.now + .seconds(seconds)
        while frames.isEmpty, !hasEnded {
            let left = (end - clock.now).seconds
            guard left > 0 else { return nil }
            receive(waitingAtMost: left)
        }
        return frames.isEmpty ? nil : frames.removeFirst()
    }

    /// All frames that are complete within `seconds` from now.
    func frames(within seconds: Double) -> [Frame] {
        let end = clock.now + .seconds(seconds)
        var all = [Frame]()
        while let next = frame(within: (end - clock.now).seconds) { all.append(next) }
        return all
    }

    /// Waits until the program has nothing to do any more.
    ///
    /// - Throws: `Failure` (`unavailable`) if it is busy for two minutes, or has ended.
    func waitUntilIdle() throws(Failure) {
        let end = clock.now + .seconds(120)
        while clock.now < end, !hasEnded {
            let (seconds, bytes) = (processorSeconds, byteCount)
            _ = frames(within: 0.4)
            if processorSeconds - seconds < 0.001, bytes == byteCount, bytes > 0 { return }
        }
        throw Failure(
            .unavailable, hasEnded ? "it ended by itself" : "it does not come to rest",
            at: command, remedy: "run it by hand")
    }

    /// Processor time that the program has used.
    var processorSeconds: Double {
        var processClock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &processClock) == 0,
            clock_gettime(processClock, &time) == 0
        else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Quits and waits for the end.
    func quit() {
        type("q")
        let end = clock.now + .seconds(5)
        while !hasEnded, clock.now < end { receive(waitingAtMost: 0.1) }
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
            if written < 0 && errno != EAGAIN && errno != EINTR { return }
            rest = rest.dropFirst(max(written, 0))
        }
    }

    private func receive(waitingAtMost seconds: Double) {
        var wait = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return }
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(read(terminal, buffer.baseAddress, buffer.count), 0)
        }
        if bytes.isEmpty {
            // The other end was closed: nothing can come any more.
            guard wait.revents & Int16(POLLHUP) != 0 else { return }
            hasEnded = waitpid(process, nil, 0) == process
            return
        }
        byteCount += bytes.count
        for event in traffic.take(bytes) {
            switch event {
            case .question: send(Array("\u{1B}[0n".utf8))
            case .frame(let content): frames.append(Frame(content: content, time: clock.now))
            }
        }
    }

    // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>: macros that Swift cannot read.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
    // POSIX_SPAWN_SETSID of <spawn.h>, likewise.
    private static let ownSession: Int16 = 0x80

    /// Starts a program in a session of its own, whose terminal is the one it opens; 0 if it cannot
    /// be started.
    private static func spawn(
        _ path: String, _ arguments: [String], terminal: String, environment: [String: String]
    ) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, ownSession)
        var variables = environment
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        // Shells leave the program's path here.
        variables["_"] = path
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var entries: [UnsafeMutablePointer<CChar>?] =
            variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + entries { free(word) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, path, &actions, &attributes, &words, &entries)
        return status == 0 ? process : 0
    }
}
