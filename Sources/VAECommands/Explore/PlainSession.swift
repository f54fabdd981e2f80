import LatentExplorer
import Platform

/// Runs the explorer in lines of text: a command in, a few sentences out, nothing drawn.
struct PlainSession {
    private let session: ExplorerSession
    private let engine: ExplorerEngine

    init(_ session: ExplorerSession) {
        self.session = session
        engine = session.engine()
    }

    /// Reads commands until there are no more.
    ///
    /// - Throws: `Failure` if nothing can be written.
    func run(_ state: ExplorerState) throws(Failure) {
        var state = state
        state.beginWithoutScreen()
        var reports = [String]()
        for message in engine.library.advanceToEnd() {
            _ = state.update(message, at: 0)
            if case .report(let text) = message { reports.append(text) }
        }
        _ = state.update(.tick, at: state.time + 1)
        state.settle(with: engine)
        try say(
            ["Type help for what can be typed, quit to leave."] + reports
                + state.spokenDescription)
        while true {
            try say(raw: "> ")
            guard let line = readLine() else { return try say("") }
            if try !obey(line, &state) { return }
        }
    }

    /// Does what a line says; false if it says to end.
    private func obey(_ line: String, _ state: inout ExplorerState) throws(Failure) -> Bool {
        switch line {
        case "help":
            try say(ExplorerState.spokenHelp)
            return true
        case "where":
            try say(state.spokenDescription)
            return true
        default: break
        }
        let before = state
        let effects = state.enter(line, at: state.time + 1)
        for effect in effects {
            switch effect {
            case .quit: return false
            case .export(let export):
                _ = state.update(.report(engine.write(export)), at: state.time)
            case .saveBookmarks(let marks):
                _ = state.update(.report(session.save(marks)), at: state.time)
            case .suspend, .redraw, .setMouse, .copy: break
            }
        }
        // What is asked only once z rests is to be said as well.
        _ = state.update(.tick, at: state.time + 1)
        state.settle(with: engine)
        try say(state.spokenChanges(since: before))
        return true
    }
}
