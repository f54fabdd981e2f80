/// The lines of a Swift, C or module map file without what a reader of code skips.
enum CodeText {
    /// The lines of `text` without their comments, and without what its strings hold unless
    /// `keepingStrings`.
    ///
    /// A string may be raw (`#"…"#`) or run over several lines (`"""`). One that does not is over at
    /// the end of its line, whatever stands inside; so a mistake here cannot swallow a file.
    static func lines(of text: String, keepingStrings: Bool) -> [String] {
        var scanner = Scanner(rest: Substring(text), keepingStrings: keepingStrings)
        return scanner.lines()
    }

    private struct Scanner {
        var rest: Substring
        let keepingStrings: Bool
        var done = [String]()
        var line = ""
        var commentDepth = 0
        /// What closes the string that is open: quotes and number signs.
        var closing: String?

        mutating func lines() -> [String] {
            while let character = rest.first {
                if character.isNewline {
                    rest.removeFirst()
                    done.append(line)
                    line = ""
                    if let closing, !closing.hasPrefix("\"\"\"") { self.closing = nil }
                } else if commentDepth > 0 {
                    comment()
                } else if let closing {
                    string(until: closing)
                } else {
                    code(character)
                }
            }
            return done + [line]
        }

        private mutating func comment() {
            if take("*/") {
                commentDepth -= 1
            } else if take("/*") {
                commentDepth += 1
            } else {
                rest.removeFirst()
            }
        }

        private mutating func string(until closing: String) {
            if take(closing) {
                line += keepingStrings ? closing : "\""
                self.closing = nil
            } else {
                let escapes = closing.hasSuffix("\"") && rest.first == "\\"
                let next = rest.dropFirst().first
                let length = escapes && next?.isNewline == false ? 2 : 1
                if keepingStrings { line += rest.prefix(length) }
                rest.removeFirst(length)
            }
        }

        private mutating func code(_ character: Character) {
            if take("//") {
                rest = rest.drop { !$0.isNewline }
            } else if take("/*") {
                commentDepth = 1
            } else if let opening = opening() {
                rest.removeFirst(opening.count)
                line += keepingStrings ? opening : "\""
                closing = String(opening.reversed())
            } else {
                line.append(character)
                rest.removeFirst()
            }
        }

        private func opening() -> String? {
            let signs = rest.prefix { $0 == "#" }
            let quotes = rest.dropFirst(signs.count)
            guard quotes.hasPrefix("\"") else { return nil }
            return signs + (quotes.hasPrefix("\"\"\"") ? "\"\"\"" : "\"")
        }

        private mutating func take(_ token: String) -> Bool {
            guard rest.hasPrefix(token) else { return false }
            rest.removeFirst(token.count)
            return true
        }
    }
}
