import LatentExplorer
import Platform
import TerminalNcurses
import TerminalUI

/// Runs the explorer on a terminal: keys in, frames out, and nothing in between waits.
struct ScreenSession {
    private let session: ExplorerSession
    private let recorder: SessionRecorder?

    init(_ session: ExplorerSession, recorder: SessionRecorder?) {
        self.session = session
        self.recorder = recorder
    }

    /// Runs until a person quits.
    ///
    /// - Throws: `Failure` (`unavailable`) if the terminal cannot be used, (`inputOutput`) if the
    ///   record cannot be written.
    func run(
        _ state: ExplorerState, on capabilities: TerminalCapabilities, keys: [KeyPress],
        record: [SessionRecord.Entry]?
    ) throws(Failure) {
        let terminal = try NcursesTerminal(
            capabilities: capabilities, hasMouse: state.usesMouse)
        let waker = terminal.waker
        let compute = ComputeThread(notify: { waker.wake() }) { [session] wake in
            // The compute team belongs to the thread that asks for it.
            try? session.threads.apply()
            return session.engine(notify: wake)
        }
        var loop = ScreenLoop(
            state: state, terminal: terminal, compute: compute, session: session,
            recorder: recorder)
        loop.run(keys: keys, record: record ?? [])
        terminal.close()
        compute.finish()
        // What was being written when the person left is told where it can be seen.
        for case .report(let text) in compute.messages() { complain(text) }
        try recorder?.finish()
    }
}

/// The loop between terminal, state and compute thread.
private struct ScreenLoop {
    var state: ExplorerState
    let terminal: NcursesTerminal
    let compute: ComputeThread
    let session: ExplorerSession
    let recorder: SessionRecorder?
    private var view: ExplorerView
    private let drawing: DrawingThread
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var isDirty = true
    private var isOver = false

    init(
        state: ExplorerState, terminal: NcursesTerminal, compute: ComputeThread,
        session: ExplorerSession, recorder: SessionRecorder?
    ) {
        self.state = state
        self.terminal = terminal
        self.compute = compute
        self.session = session
        self.recorder = recorder
        let rendering = session.trained.rendering
        view = ExplorerView(rendering, leavesFineDrawings: true)
        let waker = terminal.waker
        drawing = DrawingThread(rendering) { waker.wake() }
        start = clock.now
    }

    mutating func run(keys: [KeyPress], record: [SessionRecord.Entry]) {
        let size = terminal.size
        apply(.input(.resize(columns: size.columns, rows: size.rows)))
        var replayed = record[...]
        var keys = keys[...]
        while !isOver {
            compute.ask(state.openQueries)
            if isDirty, terminal.isReady {
                waitForPicture(&keys)
                terminal.show(view.draw(state))
                drawing.ask(view.wantedDrawings)
                isDirty = false
            }
            let patience = waitingTime(replayed.first, hasKeys: !keys.isEmpty)
            for event in terminal.events(waitingAtMost: patience) {
                note(.input(event))
                apply(.input(event))
            }
            receive(compute.messages(), &keys)
            if let finished = drawing.finished() {
                view.take(finished)
                isDirty = true
            }
            if let wake = state.wakeTime, now >= wake {
                note(.tick)
                apply(.tick)
            }
            while let entry = replayed.first, entry.time <= now {
                replayed.removeFirst()
                guard let message = entry.message, !entry.isResize else { continue }
                note(entry.event)
                apply(message)
            }
            if !keys.isEmpty, now > ScreenLoop.keyTime { press(&keys) }
        }
    }

    /// Gives the model a moment, so that a key and its picture make one frame.
    private mutating func waitForPicture(_ keys: inout ArraySlice<KeyPress>) {
        let end = now + 0.003
        while case .picture? = state.openQueries.first, now < end {
            receive(compute.messages(waitingAtMost: end - now), &keys)
        }
    }

    private mutating func receive(_ messages: [Message], _ keys: inout ArraySlice<KeyPress>) {
        for message in messages {
            let isFirstData = if case .data = message { state.data == nil } else { false }
            if isFirstData { note(.data) }
            apply(message)
            // Keys that were asked for mean what is on the screen.
            if isFirstData { press(&keys) }
        }
    }

    private mutating func press(_ keys: inout ArraySlice<KeyPress>) {
        for key in keys {
            note(.input(.key(key)))
            apply(.input(.key(key)))
        }
        keys.removeAll()
    }

    private var now: Double {
        let elapsed = (clock.now - start).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    }

    /// Keys to press at first wait no longer than this for the data, seconds.
    private static let keyTime = 1.0

    /// Milliseconds until something happens by itself; nil if nothing will.
    private func waitingTime(_ next: SessionRecord.Entry?, hasKeys: Bool) -> Int? {
        let times = [state.wakeTime, next?.time, hasKeys ? ScreenLoop.keyTime : nil]
        guard let first = times.compactMap({ $0 }).min() else { return nil }
        return max(Int(((first - now) * 1000).rounded(.up)), 0)
    }

    private func note(_ event: SessionRecord.Event) { recorder?.add(event, at: now) }

    private mutating func apply(_ message: Message) {
        isDirty = true
        for effect in state.update(message, at: now) {
            switch effect {
            case .quit: isOver = true
            case .suspend: terminal.suspend()
            case .redraw: terminal.redraw()
            case .setMouse(let isOn): terminal.hasMouse = isOn
            case .copy(let text): terminal.copyToClipboard(text)
            case .export(let export): compute.write(export)
            case .saveBookmarks(let marks):
                _ = state.update(.report(session.save(marks)), at: now)
            }
        }
    }
}
