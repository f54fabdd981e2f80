import Platform
import TerminalUI

/// Where the tabs of the views lie in the line above.
enum HeaderLine {
    /// The tabs with the columns at which they begin, if there is room for them.
    static func tabs(in rectangle: Rectangle) -> [(view: ViewKind, text: String, column: Int)] {
        let texts = ViewKind.allCases.map { " \($0.rawValue) \($0.title) " }
        let width = texts.reduce(0) { $0 + $1.count }
        var column = rectangle.columns - width
        guard column >= 4 else { return [] }
        return zip(ViewKind.allCases, texts).map { view, text in
            defer { column += text.count }
            return (view, text, column)
        }
    }

    /// The view whose tab is at a column of the screen.
    static func view(
        atColumn column: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> ViewKind? {
        tabs(in: rectangle).first { column >= $0.column && column < $0.column + $0.text.count }?
            .view
    }
}

extension Painter {
    mutating func paintHeader() {
        guard !layout.header.isEmpty else { return }
        let tabs = HeaderLine.tabs(in: layout.header)
        var parts = ["vae", state.model.name]
        if let example = state.place.example { parts.append(state.fullName(of: example)) }
        if let label = state.place.label { parts.append("only \(state.model.name(of: label))") }
        if let progress = state.progress { parts.append(progress) }
        if state.data != nil {
            let live = state.space.coordinates.filter(\.isActive).count
            parts.append("\(live)/\(state.model.latentDimensions) live")
        }
        let room = max((tabs.first?.column ?? layout.header.columns) - 2, 0)
        // A part that does not fit is left out as a whole.
        var text = ""
        for part in parts where text.unicodeScalars.count + part.unicodeScalars.count + 2 <= room {
            text += text.isEmpty ? part : "  \(part)"
        }
        write(String(text.unicodeScalars.prefix(room)), column: 1, row: 0)
        for tab in tabs {
            write(
                tab.view == state.view ? tab.text.bracketed : tab.text, column: tab.column, row: 0,
                style: tab.view == state.view ? .bold : [])
        }
    }

    mutating func paintStatus() {
        if let prompt = state.prompt {
            paint(prompt)
        } else {
            write(" " + state.notice, in: layout.notice)
            paintHints()
        }
    }

    private mutating func paint(_ prompt: Prompt) {
        let place = layout.notice.isEmpty ? layout.header : layout.notice
        let start = write(prompt.mark, in: place, style: .bold)
        // Long lines are shown from where the cursor is in sight.
        let room = max(place.columns - start - 1, 1)
        let first = max(prompt.cursor - room + 1, 0)
        for (index, scalar) in prompt.text.enumerated() where index >= first {
            write(
                String(scalar), in: place, column: start + index - first,
                style: prompt.problem?.column == index ? [.underline, .bold] : [])
        }
        let cursor = start + prompt.cursor - first
        let under = prompt.cursor < prompt.text.count ? prompt.text[prompt.cursor] : " "
        write(String(under), in: place, column: cursor, style: .reverse)
        let usage = Command.parse(prompt.line).map { command, _ in
            "\(command.name) \(command.arguments): \(command.help)"
        }
        let help =
            switch prompt.kind {
            case .command:
                usage ?? "a command or a point, such as boot + 0.5*(A - #3); Tab completes"
            case .search: "an example's number or id, a label, an anchor or a bookmark"
            case .value: "σ, such as 1.5"
            }
        write(
            " " + (prompt.problem?.message ?? prompt.choices ?? help), in: layout.hints,
            foreground: prompt.problem == nil ? .standard : accent(.warning),
            style: prompt.problem == nil ? .dim : .bold)
    }

    private mutating func paintHints() {
        var column = 1
        let all = KeyMap.standard.bindings(in: state.focus).compactMap { binding in
            binding.hint.map { (binding, $0) }
        }
        // What every pane has comes first: it is where eyes look for it.
        let first = all.filter { $0.0.action.isMove }
        let second = all.filter { state.focus == .path && $0.0.action.isOfPlaying }
        let hints =
            first + second
            + all.filter { hint in !(first + second).contains { $0.0.action == hint.0.action } }
        // The help is always in sight, whatever there is no room for.
        let help = "? help"
        let room = layout.hints.columns - help.count - 2
        for (binding, hint) in hints where binding.action != .help {
            let key = Painter.short(binding)
            let length = key.unicodeScalars.count + hint.count + 1
            guard column + length <= room else { continue }
            column = write(key, in: layout.hints, column: column, style: .bold)
            column = write(" \(hint)  ", in: layout.hints, column: column, style: .dim)
        }
        write("?", in: layout.hints, column: column, style: .bold)
        write(" help", in: layout.hints, column: column + 1, style: .dim)
    }

    /// The first key of a binding, as short as it can be written.
    static func short(_ binding: KeyMap.Binding) -> String {
        switch binding.action {
        case .move(.right, .fine): "←→"
        case .move(.up, .fine): "↑↓"
        default: binding.keys[0].filter { !"<>".contains($0) || binding.keys[0].count == 1 }
        }
    }
}

extension Action {
    /// Whether it is an arrow.
    fileprivate var isMove: Bool { if case .move = self { true } else { false } }

    /// Whether it is about how a path is walked, wherever the keys go.
    fileprivate var isOfPlaying: Bool { self == .play || self == .interpolation }
}

extension String {
    /// The text with brackets in the place of the blanks around it.
    var bracketed: String { "[\(dropFirst().dropLast())]" }
}
