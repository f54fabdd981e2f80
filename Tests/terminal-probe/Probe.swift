import Glibc
import Platform
import RandomFrames
import TerminalNcurses
import TerminalUI

/// A program in a terminal that writes down each event and obeys commands.
struct Probe {
    private let events: String

    /// A probe that appends its lines to the file `events`.
    init(events: String) { self.events = events }

    /// Runs until it is told to quit.
    ///
    /// - Throws: `Failure` if the terminal cannot be opened, or on command.
    func run(commands path: String, capabilities: TerminalCapabilities) throws(Failure) {
        let terminal = try NcursesTerminal(capabilities: capabilities, hasMouse: true)
        let commands = Commands()
        commands.read(path, waking: terminal.waker)
        var frames = RandomFrames(
            seed: 7, columns: terminal.size.columns, rows: terminal.size.rows)
        note("open \(terminal.size.columns)x\(terminal.size.rows)")
        try mark()
        var interrupts = 0
        // So often only where the terminal has gone, and with it the test that wanted the probe.
        while interrupts < 100 {
            for event in terminal.events(waitingAtMost: nil) {
                note(line(event))
                if event == .interrupt { interrupts += 1 }
            }
            for command in commands.take() {
                if command == "quit" {
                    terminal.close()
                    return
                }
                try obey(command, terminal, &frames)
                try mark()
            }
        }
    }

    /// Puts a mark into the output: all that was written before belongs to what was asked for.
    private func mark() throws(Failure) { try DescriptorSink.standardOutput().write("\u{05}") }

    private func obey(
        _ command: String, _ terminal: NcursesTerminal, _ frames: inout RandomFrames
    ) throws(Failure) {
        let words = command.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        let size = terminal.size
        switch words.first {
        case "frame": terminal.show(frames.next())
        case "text":
            var buffer = CellBuffer(columns: size.columns, rows: size.rows)
            buffer.write(rest, column: 0, row: 0)
            terminal.show(buffer)
        case "colors":
            var buffer = CellBuffer(columns: size.columns, rows: size.rows)
            for (column, red) in rest.split(separator: " ").enumerated() {
                buffer[column, 0] = Cell("#", foreground: .rgb(UInt8(red) ?? 0, 0, 0))
            }
            terminal.show(buffer)
        case "list":
            // Lines of curses' own colours that end in a cell of another.
            var buffer = CellBuffer(columns: size.columns, rows: size.rows)
            let first = UInt8(rest) ?? 0
            for row in 0..<size.rows {
                let number = first + UInt8(row)
                let letter = String(Unicode.Scalar(65 + number))
                buffer.write(
                    String(repeating: letter, count: size.columns - 1), column: 0, row: row)
                buffer[size.columns - 1, row] = Cell("#", foreground: .rgb(8 * number, 0, 0))
            }
            terminal.show(buffer)
        case "corner":
            var buffer = CellBuffer(columns: size.columns, rows: size.rows)
            buffer[size.columns - 1, size.rows - 1] = Cell("#")
            terminal.show(buffer)
        case "small": terminal.show(CellBuffer(columns: 2, rows: 1, filledWith: Cell("s")))
        case "animate":
            let clock = ContinuousClock()
            let end = clock.now + .milliseconds(Int(rest) ?? 0)
            while clock.now < end {
                if terminal.isReady {
                    terminal.show(frames.next())
                    note("shown")
                }
                _ = terminal.events(waitingAtMost: 50)
            }
        case "ready": note("ready \(terminal.isReady)")
        case "drain": _ = terminal.events(waitingAtMost: 0)
        case "redraw": terminal.redraw()
        case "suspend": terminal.suspend()
        case "mouse": terminal.hasMouse = rest == "on"
        case "copy": terminal.copyToClipboard(rest)
        case "errors": try DescriptorSink.standardError().write("\(rest)\n")
        case "close": terminal.close()
        case "exit": exit(Int32(rest) ?? 0)
        case "throw": throw Failure(.software, "thrown", at: "probe", remedy: "nothing to do")
        case "trap": fatalError(rest)
        case "background": _ = BackgroundTask<Void> { fatalError(rest) }
        case "overflow": note("\(depth(0))")
        case "hang":
            note("hanging")
            while true { sleep(1) }
        default: note("what is \(command)?")
        }
    }

    /// Uses up the stack.
    private func depth(_ value: Int) -> Int {
        value < 0 ? 0 : depth(value + 1) + value % 7
    }

    private func line(_ event: TerminalEvent) -> String {
        switch event {
        case .key(let key): "key \(key)"
        case .mouse(let mouse):
            "\(mouse.kind.rawValue) \(mouse.column) \(mouse.row) \(mouse.modifiers.rawValue)"
        case .resize(let columns, let rows): "resize \(columns)x\(rows)"
        case .interrupt: "interrupt"
        }
    }

    private func note(_ line: String) {
        let descriptor = open(events, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        try? DescriptorSink(descriptor: descriptor, name: events).write("\(line)\n")
        close(descriptor)
    }
}
