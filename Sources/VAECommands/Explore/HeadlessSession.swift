import LatentExplorer
import TerminalUI

/// Runs the explorer without a terminal or a clock: every question is answered before the next key.
struct HeadlessSession {
    private let session: ExplorerSession
    private let engine: ExplorerEngine

    init(_ session: ExplorerSession) {
        self.session = session
        engine = session.engine()
    }

    /// The lines of the frame after all that is given has been done, a second after each other.
    func frame(
        of state: ExplorerState, isColored: Bool, keys: [KeyPress],
        record: [SessionRecord.Entry]?
    ) -> [String] {
        var state = state
        let size = state.size
        let loaded = engine.library.advanceToEnd()
        if let record {
            for entry in record {
                if case .data = entry.event {
                    for message in loaded { apply(message, to: &state, at: entry.time) }
                } else if let message = entry.message {
                    apply(message, to: &state, at: entry.time)
                }
            }
            apply(
                .input(.resize(columns: size.columns, rows: size.rows)), to: &state, at: state.time)
        } else {
            for message in loaded { apply(message, to: &state, at: 0) }
        }
        for key in keys {
            apply(.input(.key(key)), to: &state, at: state.time + 1)
            if state.wakeTime != nil { apply(.tick, to: &state, at: state.time + 1) }
        }
        apply(.tick, to: &state, at: state.time + 1)
        var view = ExplorerView(engine.rendering)
        var buffer = view.draw(state)
        // On paper without colours nothing but characters is wanted.
        if !isColored {
            for place in buffer.cells.indices { buffer.cells[place].style = [] }
        }
        return buffer.lines()
    }

    private func apply(_ message: Message, to state: inout ExplorerState, at time: Double) {
        for effect in state.update(message, at: time) {
            let outcome: String? =
                switch effect {
                case .export(let export): engine.write(export)
                case .saveBookmarks(let marks): session.save(marks)
                case .quit, .suspend, .redraw, .setMouse, .copy: nil
                }
            if let outcome { _ = state.update(.report(outcome), at: time) }
        }
        state.settle(with: engine)
    }
}

extension ExplorerState {
    /// Answers all open questions, and those that the answers raise.
    mutating func settle(with engine: ExplorerEngine) {
        // Each answer closes a question; a screen has no more than a dozen.
        for _ in 0..<100 {
            guard let query = openQueries.first else { return }
            let answer = engine.answer(query) ?? .none("The data are not there.")
            _ = update(.answer(query, answer), at: time)
        }
    }
}
