/// A line that is being typed.
struct Prompt: Sendable, Hashable {
    /// What it is for.
    enum Kind: Sendable, Hashable {
        /// A command or an expression.
        case command
        /// Something to go to.
        case search
        /// A value for the slider in focus.
        case value
    }

    let kind: Kind
    /// What has been typed.
    var text: [Unicode.Scalar] = []
    /// Where the next character goes.
    var cursor = 0
    /// How far back in the history the text was taken from; 0 is the new line.
    var depth = 0
    /// The new line while an old one is shown.
    var draft: [Unicode.Scalar] = []
    /// What is wrong with the text, and where.
    var problem: Problem?
    /// What the text could go on with, after Tab.
    var choices: String?

    /// What is wrong with a text.
    struct Problem: Sendable, Hashable {
        let message: String
        /// Scalars before it; nil where the whole is wrong.
        let column: Int?
    }

    init(_ kind: Kind) { self.kind = kind }

    /// What stands before the text.
    var mark: String {
        switch kind {
        case .command: ":"
        case .search: "/"
        case .value: "="
        }
    }

    /// The text.
    var line: String {
        get {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text)
            return String(view)
        }
        set {
            text = Array(newValue.unicodeScalars)
            cursor = text.count
            problem = nil
        }
    }

    mutating func insert(_ scalar: Unicode.Scalar) {
        text.insert(scalar, at: cursor)
        cursor += 1
        problem = nil
    }

    /// Removes the character before the cursor.
    mutating func backspace() {
        guard cursor > 0 else { return }
        cursor -= 1
        text.remove(at: cursor)
        problem = nil
    }

    /// Removes the character under the cursor.
    mutating func deleteForward() {
        guard cursor < text.count else { return }
        text.remove(at: cursor)
        problem = nil
    }

    /// Removes the word before the cursor, with the blanks behind it.
    mutating func deleteWord() {
        let start = startOfWord
        text.removeSubrange(start..<cursor)
        cursor = start
        problem = nil
    }

    /// Removes all before the cursor.
    mutating func deleteToStart() {
        text.removeSubrange(..<cursor)
        cursor = 0
        problem = nil
    }

    private var startOfWord: Int {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        return start
    }
}

/// Lines that were typed before, the newest last.
struct PromptHistory: Sendable {
    private var lines: [Prompt.Kind: [String]] = [:]

    /// Keeps a line that was entered.
    mutating func add(_ line: String, to kind: Prompt.Kind) {
        guard !line.isEmpty, lines[kind]?.last != line else { return }
        lines[kind, default: []].append(line)
    }

    /// Shows an older (1) or newer (−1) line in `prompt`.
    func step(_ prompt: inout Prompt, by step: Int) {
        let old = lines[prompt.kind] ?? []
        let depth = min(max(prompt.depth + step, 0), old.count)
        guard depth != prompt.depth else { return }
        if prompt.depth == 0 { prompt.draft = prompt.text }
        prompt.depth = depth
        if depth == 0 {
            prompt.text = prompt.draft
            prompt.cursor = prompt.text.count
            prompt.problem = nil
        } else {
            prompt.line = old[old.count - depth]
        }
    }
}
