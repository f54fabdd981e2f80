import Glibc
import Platform
import TestSupport

/// A `terminal-probe` on a pseudo terminal, with its commands and what it wrote down.
final class ProbeSession {
    let terminal: PseudoTerminal
    private let folder = TemporaryFolder()
    private let commands: Int32

    /// Starts the probe, or `shell` with the probe's command line in `$PROBE`.
    init(
        term: String = "xterm-256color", columns: Int = 80, rows: Int = 24,
        locale: String = "C.UTF-8", colorTerm: String = "truecolor", more: [String] = [],
        shell: String? = nil
    ) {
        let paths = ["events", "commands"].map { [folder] in folder.path(of: $0) }
        mkfifo(paths[1], 0o600)
        commands = open(paths[1], O_RDWR | O_CLOEXEC)
        let environment =
            [
                "TERM=\(term)", "COLORTERM=\(colorTerm)", "LC_ALL=\(locale)",
                "SWIFT_BACKTRACE=enable=no", "PATH=/usr/bin:/bin", "PS1=$ ",
                "PROBE=\(Self.programPath) \(paths[0]) \(paths[1])",
            ].filter { $0 != "TERM=" } + more
        terminal = PseudoTerminal(
            shell ?? Self.programPath,
            shell == nil ? paths : ["--norc", "--noprofile", "--noediting", "-i"],
            columns: columns, rows: rows, environment: environment)
    }

    deinit { close(commands) }

    /// Starts a probe and waits until it has opened the terminal.
    static func opened(
        term: String = "xterm-256color", columns: Int = 80, rows: Int = 24,
        locale: String = "C.UTF-8", colorTerm: String = "truecolor", more: [String] = []
    ) -> ProbeSession {
        let session = ProbeSession(
            term: term, columns: columns, rows: rows, locale: locale, colorTerm: colorTerm,
            more: more)
        session.terminal.wait { session.terminal.marks > 0 }
        return session
    }

    /// What the probe wrote down so far.
    var lines: [String] {
        guard let bytes = try? FileSystem.read(folder.path(of: "events")) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What it wrote down about events.
    var events: [String] { Array(lines.dropFirst()) }

    /// Gives a command without waiting for anything.
    func begin(_ command: String) {
        let line = Array("\(command)\n".utf8)
        write(commands, line, line.count)
    }

    /// Gives a command and waits until it is done and all that it wrote is there.
    func obey(_ command: String) {
        let marks = terminal.marks
        begin(command)
        terminal.wait { terminal.marks > marks }
    }

    /// Whether `text` has been written since the output was taken.
    func outputHas(_ text: String) -> Bool {
        String(decoding: terminal.output, as: UTF8.self).contains(text)
    }

    /// The process that the shell has started.
    var child: pid_t {
        let path = "/proc/\(terminal.process)/task/\(terminal.process)/children"
        let text = (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
        return text.flatMap { pid_t($0.split(separator: " ").first ?? "") } ?? -1
    }

    /// Types `text` and gives the next `count` events.
    func events(_ count: Int, after text: String) -> [String] {
        let before = events.count
        terminal.send(text)
        terminal.wait { events.count >= before + count }
        return Array(events.dropFirst(before))
    }

    /// Where the probe lies: beside the tests that run.
    private static let programPath: String = {
        var folders = [FileSystem.parent(of: FileSystem.absolute("/proc/self/exe") ?? "")]
        folders += CommandLine.arguments.filter { $0.contains(".xctest") }.flatMap {
            sequence(first: $0) { FileSystem.parent(of: $0) }.prefix(5)
        }
        folders.append("\(repositoryRoot)/.build/release")
        let paths = folders.map { "\($0)/terminal-probe" }
        guard let path = paths.first(where: { FileSystem.kind(of: $0) == .file }) else {
            preconditionFailure("no built terminal-probe among \(paths)")
        }
        return path
    }()
}
