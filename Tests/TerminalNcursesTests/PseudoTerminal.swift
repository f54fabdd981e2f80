import CPseudoTerminal
import Glibc
import Platform
import TestSupport

/// A program on a pseudo terminal of its own.
final class PseudoTerminal {
    /// How the process ended.
    enum End: Equatable { case exit(Int32), signal(Int32) }

    /// What the program has written since `takeOutput`.
    private(set) var output = [UInt8]()
    /// How many marks the program has put between what it wrote.
    private(set) var marks = 0
    /// The first process on the terminal.
    let process: pid_t

    private var isHungUp = false
    private let lead: Int32
    private let line: Int32
    private let modesBefore: [UInt8]
    private static let mark: UInt8 = 5

    /// Starts the program at `path`.
    init(_ path: String, _ arguments: [String], columns: Int, rows: Int, environment: [String]) {
        var (lead, line): (Int32, Int32) = (-1, -1)
        guard cpty_open(Int32(columns), Int32(rows), &lead, &line) == 0 else {
            preconditionFailure("no pseudo terminal: errno \(errno)")
        }
        (self.lead, self.line) = (lead, line)
        modesBefore = Self.modes(of: line)
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        process = cpty_start(path, words, variables, line)
        for word in words + variables { free(word) }
        precondition(process > 0, "\(path) could not be started: errno \(errno)")
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        hangUp()
    }

    /// Whether the terminal's modes are those that it had at first.
    var hasOldModes: Bool { Self.modes(of: line) == modesBefore }

    /// What was written as text, taken out.
    func takeOutput() -> String {
        defer { output = [] }
        return String(decoding: output, as: UTF8.self)
    }

    /// Types `text`.
    func send(_ text: String) { send(Array(text.utf8)) }

    /// Types bytes.
    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(lead, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else { read(waiting: 1) }
        }
    }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) { cpty_resize(lead, Int32(columns), Int32(rows)) }

    /// Closes the terminal's window.
    func hangUp() {
        guard !isHungUp else { return }
        isHungUp = true
        close(lead)
        close(line)
    }

    /// Whether a signal was sent that the process has not got yet.
    var hasPendingSignal: Bool {
        guard let bytes = try? FileSystem.read("/proc/\(process)/status") else { return false }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("ShdPnd:") }
        return line?.dropFirst(7).contains { $0 != "\t" && $0 != "0" } ?? false
    }

    /// Reads until `isDone`; gives up after so long that only what never comes is missed.
    @discardableResult
    func wait(until isDone: () -> Bool) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(20)
        while clock.now < end {
            read(waiting: 5)
            if isDone() { return true }
        }
        return isDone()
    }

    /// Waits, and then reads a little.
    func trickle(bytes: Int, milliseconds: UInt32) -> String {
        usleep(milliseconds * 1000)
        var chunk = [UInt8](repeating: 0, count: bytes)
        let count = Glibc.read(lead, &chunk, bytes)
        return String(decoding: chunk.prefix(max(count, 0)), as: UTF8.self)
    }

    /// Reads for so long.
    func read(milliseconds: Int) {
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(milliseconds)
        while clock.now < end { read(waiting: 5) }
    }

    /// Waits for the process to end; nil if it does not.
    func waitForEnd() -> End? {
        var status: Int32 = 0
        guard wait(until: { waitpid(process, &status, WNOHANG) == process }) else { return nil }
        read(milliseconds: 20)
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    private func read(waiting milliseconds: Int32) {
        var ready = pollfd(fd: lead, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(lead, &chunk, chunk.count)
        guard count > 0 else { return }
        output += chunk[..<count].filter { $0 != Self.mark }
        marks += chunk[..<count].count { $0 == Self.mark }
    }

    private static func modes(of line: Int32) -> [UInt8] {
        var modes = termios()
        tcgetattr(line, &modes)
        let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
        return withUnsafeBytes(of: modes.c_cc) { Array($0) }
            + flags.withUnsafeBytes { Array($0) }
    }
}
