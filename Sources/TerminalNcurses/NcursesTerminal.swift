import CNcursesw
import Glibc
public import Platform
public import TerminalUI

/// A terminal through ncurses: shows frames of cells and gives events.
///
/// One may be open at a time, and it belongs to one thread; other threads may only wake it. While
/// it is open, whatever ends the process puts the terminal back first, and what is written to
/// standard error, if that is a terminal too, appears when it is closed.
public final class NcursesTerminal {
    /// Ends the wait for events from any thread.
    public let waker: TerminalWaker

    /// Whether the mouse is reported, which keeps it from selecting text.
    public var hasMouse: Bool {
        didSet { if isOurs, hasMouse != oldValue { ScreenWriter.write(sequences.mouse(hasMouse)) } }
    }

    private let sequences: TerminalSequences
    private let clock = ContinuousClock()
    private let opening: ContinuousClock.Instant
    private var screen: OpaquePointer?
    private var reader: InputReader
    private var writer: ScreenWriter
    private var flow = FlowControl()
    private var lastFrame: CellBuffer?
    private var toldSize = (columns: 0, rows: 0)
    private var signals: Int32 = 0
    private var hasToldHangUp = false
    /// Whether it has to end behind somebody who has taken the terminal over.
    private var isBehind = false

    /// Opens the terminal of standard input and output, and shows a blank screen.
    ///
    /// - Parameters:
    ///   - capabilities: what it can show; their size is not used.
    ///   - hasMouse: whether the mouse is reported.
    ///
    /// - Throws: `Failure` (`unavailable`) if that is no terminal, or one that is unknown or cannot
    ///   move its cursor.
    public init(capabilities: TerminalCapabilities, hasMouse: Bool) throws(Failure) {
        require(cncursesw_output() < 0, "a second NcursesTerminal is opened while one is open")
        let (input, output) = (STDIN_FILENO, STDOUT_FILENO)
        let term = getenv("TERM").map { String(cString: $0) } ?? ""
        try checkTerminal(input: input, output: output, term: term)
        waker = try TerminalWaker()
        // Before curses, which leaves signals alone that others catch.
        cncursesw_guard_raise(output, waker.descriptor)
        cncursesw_set_locale(capabilities.isUTF8 ? 1 : 0)
        screen = cncursesw_open(input, output)
        guard screen != nil else {
            cncursesw_guard_lower()
            throw Failure(
                .unavailable, "ncurses cannot open the terminal", at: "TERM=\(term)",
                remedy: "set TERM to what the terminal is, or use --plain")
        }
        sequences = TerminalSequences(
            term: term,
            cursorAddress: cncursesw_cursor_address(0, 0).map { String(cString: $0) } ?? "")
        reader = InputReader(
            input: input, waker: waker, isUTF8: capabilities.isUTF8,
            isRemote: getenv("SSH_TTY") != nil || getenv("SSH_CONNECTION") != nil)
        let cells = CursesCells(
            isUTF8: capabilities.isUTF8, depth: capabilities.colors,
            pairs: .curses(depth: capabilities.colors))
        writer = ScreenWriter(cells: cells, sequences: sequences)
        self.hasMouse = hasMouse
        opening = clock.now
        setCursesModes(terminal: output)
        toldSize = size
        enter()
    }

    deinit { close() }

    /// Puts the terminal back as it was; further calls do nothing.
    public func close() {
        guard let open = screen else { return }
        // Who has taken the terminal over, as when a shell was killed, has set modes of his own.
        if isInFront, !isBehind { leave() } else { cncursesw_guard_put_back() }
        screen = nil
        reader.close()
        cncursesw_close(open)
        cncursesw_guard_lower()
    }

    /// The size of the screen in cells.
    public var size: (columns: Int, rows: Int) {
        guard isOpen else { return (1, 1) }
        let screen = cncursesw_screen()
        return (max(Int(getmaxx(screen)), 1), max(Int(getmaxy(screen)), 1))
    }

    /// Whether the terminal has shown the last frame; one that draws only then never fills a slow
    /// line.
    public var isReady: Bool { flow.isReady(at: now) }

    /// Shows `buffer`, cut or padded to the size of the screen.
    ///
    /// Only what differs is written, for the terminal to show in one go; nothing if nothing does.
    public func show(_ buffer: CellBuffer) {
        guard isOurs else { return }
        let size = self.size
        var frame = buffer
        if (buffer.columns, buffer.rows) != size {
            frame = CellBuffer(columns: size.columns, rows: size.rows)
            frame.draw(buffer, column: 0, row: 0)
        }
        lastFrame = frame
        let asks = sequences.isANSI && flow.asks(at: now)
        let cells = writer.show(frame, ending: asks ? sequences.question : "")
        if asks && cells > 0 { flow.asked(at: now, cells: cells) }
    }

    /// Draws all of the last frame again, in case something else wrote to the terminal.
    public func redraw() {
        guard isOurs else { return }
        writer.forget()
        show(lastFrame ?? CellBuffer(columns: size.columns, rows: size.rows))
    }

    /// Waits for input, and gives all that is there, in order.
    ///
    /// It also returns, with nothing, when the waker is woken or the terminal becomes ready. A new
    /// size comes after the keys, only the last of several; a signal to end comes last.
    ///
    /// - Parameter milliseconds: the longest wait; nil is without end.
    public func events(waitingAtMost milliseconds: Int?) -> [TerminalEvent] {
        guard isOpen else { return [] }
        let end = milliseconds.map { now + min(max($0, 0), 1 << 30) }
        let wasReady = isReady
        while true {
            var events = read() + takeSignals()
            if !events.isEmpty || !wasReady && isReady { return events }
            if reader.isHungUp { return hungUp(until: end) }
            if let end, now >= end { return [] }
            let deadline = [end, wasReady ? nil : flow.deadline].compactMap { $0 }.min()
            if reader.wait(at: now, until: deadline) {
                events = read() + takeSignals()
                // A signal wakes as well, and need not be an event.
                return events
            }
        }
    }

    /// Stops the process as Ctrl-Z does, with the terminal put back meanwhile; comes back with all
    /// drawn again when it goes on.
    public func suspend() {
        guard isOurs else { return }
        leave()
        cncursesw_guard_stop()
        if waitUntilInFront() { enter() }
    }

    /// Puts `text` on the clipboard, where the terminal lets programs do that (OSC 52).
    public func copyToClipboard(_ text: String) {
        guard isOurs else { return }
        let bytes = Array(text.utf8)
        var characters = [CChar](repeating: 0, count: bytes.count / 3 * 4 + 8)
        let count = cncursesw_base64(bytes, bytes.count, &characters, characters.count)
        let base64 = characters.prefix(Int(max(count, 0))).map { UInt8(bitPattern: $0) }
        ScreenWriter.write(sequences.clipboard(base64: String(decoding: base64, as: UTF8.self)))
    }

    private var isOpen: Bool { screen != nil }

    /// Whether it may be drawn on.
    private var isOurs: Bool { isOpen && !isBehind }

    private var isInFront: Bool { cncursesw_guard_is_in_front() != 0 }

    /// Milliseconds since the terminal was opened.
    private var now: Int { Int((clock.now - opening) / .milliseconds(1)) }

    /// Takes the terminal: modes, screen, mouse.
    private func enter() {
        cncursesw_guard_arm(cncursesw_output())
        adoptSize()
        redraw()
        ScreenWriter.write(sequences.paste(true) + sequences.mouse(hasMouse))
    }

    /// Gives the terminal back.
    private func leave() {
        ScreenWriter.write(sequences.mouse(false) + sequences.paste(false))
        awaitAnswers()
        endwin()
        cncursesw_guard_disarm()
    }

    /// Stops the process again as long as it goes on behind a shell (`bg`), where it may not draw.
    ///
    /// - Returns: false if it has to end, which needs no terminal.
    private func waitUntilInFront() -> Bool {
        while !isInFront {
            // A signal may be on its way through another thread.
            usleep(50_000)
            signals |= cncursesw_guard_take_signals()
            if signals & Int32(CNCURSESW_INTERRUPT.rawValue) != 0 {
                isBehind = true
                return false
            }
            cncursesw_guard_stop()
        }
        // Going on is no news any more; other signals are.
        signals |= cncursesw_guard_take_signals()
        signals &= ~Int32(CNCURSESW_SUSPEND.rawValue | CNCURSESW_CONTINUE.rawValue)
        return true
    }

    /// Waits a moment for answers that are on their way: who comes next would take them for typing.
    private func awaitAnswers() {
        guard let last = flow.lastAnswer(at: now) else { return }
        // A line so slow is not waited for by who wants to leave.
        let end = min(last, now + 2000)
        var isWoken = false
        while flow.lastAnswer(at: now) != nil, now < end, !reader.isHungUp {
            isWoken = reader.wait(at: now, until: end) || isWoken
            _ = read()
        }
        flow.forget()
        if isWoken { waker.wake() }
    }

    /// Prepares what puts the terminal back should the process die; depends on the size.
    private func setRestoration() {
        let lastRow = cncursesw_cursor_address(Int32(size.rows) - 1, 0)
        let bytes = sequences.restoration(lastRow: lastRow.map { String(cString: $0) }) { name in
            cncursesw_capability(name).map { String(cString: $0) }
        }
        cncursesw_guard_set_bytes(bytes, bytes.utf8.count)
    }

    private func read() -> [TerminalEvent] {
        let (events, answers) = reader.read(at: now)
        flow.answered(answers, at: now)
        return events
    }

    /// Does what signals ask for, and gives what is left for others to do.
    private func takeSignals() -> [TerminalEvent] {
        signals |= cncursesw_guard_take_signals()
        func has(_ signal: cncursesw_signal) -> Bool { signals & Int32(signal.rawValue) != 0 }
        if has(CNCURSESW_SUSPEND) {
            suspend()
        } else if has(CNCURSESW_CONTINUE), isOurs, waitUntilInFront() {
            // Somebody else stopped the process, and used the terminal meanwhile.
            leave()
            enter()
        }
        if has(CNCURSESW_RESIZE), isOurs {
            adoptSize()
            // Even where it is back at what it was, the terminal may have moved its text.
            if size == toldSize { redraw() }
        }
        var events = [TerminalEvent]()
        if size != toldSize {
            toldSize = size
            writer.forget()
            events.append(.resize(columns: size.columns, rows: size.rows))
        }
        if has(CNCURSESW_INTERRUPT) { events.append(.interrupt) }
        signals = 0
        return events
    }

    /// Tells curses of the terminal's size, which it notices itself only at times.
    private func adoptSize() {
        var (columns, rows): (Int32, Int32) = (0, 0)
        cncursesw_size(cncursesw_output(), &columns, &rows)
        if columns > 0, rows > 0 { resize_term(rows, columns) }
        setRestoration()
    }

    /// A terminal that has gone tells so at once, and then without keeping its owner busy.
    private func hungUp(until end: Int?) -> [TerminalEvent] {
        if hasToldHangUp {
            let soon = now + 100
            _ = reader.wait(at: now, until: end.map { min($0, soon) } ?? soon)
        }
        hasToldHangUp = true
        return [.interrupt]
    }
}
