import Platform
import TerminalUI

// Typing a line: a command, something to find, a value.
extension ExplorerState {
    mutating func type(_ key: KeyPress) -> [Effect] {
        guard var prompt else { return [] }
        var effects = [Effect]()
        var next: Prompt? = prompt
        switch (key.key, key.modifiers) {
        case (.escape, _), (.character("c"), .control), (.character("g"), .control): next = nil
        case (.enter, _):
            (next, effects) = submit(prompt)
        default:
            edit(&prompt, key)
            next = prompt
        }
        self.prompt = next
        return effects
    }

    private mutating func edit(_ prompt: inout Prompt, _ key: KeyPress) {
        prompt.choices = nil
        switch (key.key, key.modifiers) {
        case (.character(let scalar), []): prompt.insert(scalar)
        case (.backspace, _), (.character("h"), .control): prompt.backspace()
        case (.delete, _): prompt.deleteForward()
        case (.left, _): prompt.cursor = max(prompt.cursor - 1, 0)
        case (.right, _): prompt.cursor = min(prompt.cursor + 1, prompt.text.count)
        case (.home, _), (.character("a"), .control): prompt.cursor = 0
        case (.end, _), (.character("e"), .control): prompt.cursor = prompt.text.count
        case (.character("w"), .control): prompt.deleteWord()
        case (.character("u"), .control): prompt.deleteToStart()
        case (.up, _), (.character("p"), .control): prompts.step(&prompt, by: 1)
        case (.down, _), (.character("n"), .control): prompts.step(&prompt, by: -1)
        case (.tab, _): complete(&prompt)
        default: break
        }
    }

    /// Does what the line says; a line that is wrong stays to be corrected.
    private mutating func submit(_ prompt: Prompt) -> (Prompt?, [Effect]) {
        let line = prompt.line.trimmed
        guard !line.isEmpty else { return (nil, []) }
        self.prompt = nil
        do throws(CommandError) {
            let effects: [Effect]
            switch prompt.kind {
            case .command: effects = try run(line)
            case .search:
                try find(line)
                effects = []
            case .value:
                try setTypedValue(line)
                effects = []
            }
            prompts.add(line, to: prompt.kind)
            return (nil, effects)
        } catch {
            var wrong = prompt
            // The column counts from where the trimmed line begins.
            let blanks = prompt.text.prefix { $0 == " " }.count
            wrong.problem = .init(
                message: error.message, column: error.column.map { $0 - 1 + blanks })
            return (wrong, [])
        }
    }

    private mutating func setTypedValue(_ line: String) throws(CommandError) {
        guard let value = Double(line), value.isFinite else {
            throw CommandError("\"\(line)\" is not a number: give σ, such as 1.5")
        }
        setSlider(coordinate, to: value)
    }

    private mutating func complete(_ prompt: inout Prompt) {
        let (range, candidates) = completions(prompt)
        guard let first = candidates.first else {
            prompt.choices = "Nothing begins like that."
            return
        }
        let common = candidates.dropFirst().reduce(first) { commonBeginning($0, $1) }
        if common.unicodeScalars.count >= range.count {
            prompt.text.replaceSubrange(range, with: Array(common.unicodeScalars))
            prompt.cursor = range.lowerBound + common.unicodeScalars.count
            prompt.problem = nil
        }
        if candidates.count > 1 { prompt.choices = candidates.joined(separator: "  ") }
    }

    private func commonBeginning(_ a: String, _ b: String) -> String {
        String(zip(a, b).prefix { $0 == $1 }.map(\.0))
    }

    /// What the text before the cursor can be completed to.
    private func completions(_ prompt: Prompt) -> (range: Range<Int>, candidates: [String]) {
        guard prompt.kind != .value else { return (0..<0, []) }
        // Scalars and characters may differ in number; completion works on plain text.
        let text = prompt.line
        guard text.count == prompt.text.count else { return (0..<0, []) }
        let typed = String(text.prefix(prompt.cursor))
        if prompt.kind == .command, !typed.contains(" ") {
            let names = Command.all.map(\.name).filter { $0.hasPrefix(typed) }
            if !names.isEmpty {
                return (0..<prompt.cursor, names.map { "\($0) " })
            }
        }
        if prompt.kind == .command, let (command, words) = Command.parse(typed),
            let choices = command.choices(self)
        {
            let word = typed.hasSuffix(" ") ? "" : words.last ?? ""
            let matches = choices.filter { $0.hasPrefix(word) || $0.hasPrefix("'\(word)") }
            if !matches.isEmpty { return (prompt.cursor - word.count..<prompt.cursor, matches) }
        }
        let completion = LatentExpression.completions(
            for: text, at: prompt.cursor, names: knownNames)
        return (completion.range, completion.candidates)
    }

    /// Names of points: anchors, bookmarks, labels.
    var knownNames: [String] {
        place.anchors.map(\.name) + place.bookmarks.map(\.name)
            + (data?.centroids == nil ? [] : labelNames)
    }
}

extension String {
    /// The text without blanks around it.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace ?? false { rest.removeFirst() }
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return String(rest)
    }
}
