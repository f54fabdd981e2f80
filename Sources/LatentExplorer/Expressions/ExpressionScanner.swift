/// The characters of an expression's text, taken one after the other.
struct ExpressionScanner {
    /// A character that joins values, and where it stands.
    struct Sign {
        let symbol: Character
        let column: Int
    }

    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    /// Where the next character stands, counted from 1.
    var column: Int { position + 1 }

    /// The next character; nil at the end.
    var next: Character? { position < characters.count ? characters[position] : nil }

    mutating func skipSpaces() { takeAll(where: \.isWhitespace) }

    /// The next character behind spaces if it is among `symbols`.
    mutating func take(anyOf symbols: String) -> Sign? {
        skipSpaces()
        guard let next, symbols.contains(next) else { return nil }
        position += 1
        return Sign(symbol: next, column: position)
    }

    @discardableResult
    mutating func takeAll(where isWanted: (Character) -> Bool) -> String {
        let start = position
        while let next, isWanted(next) { position += 1 }
        return String(characters[start..<position])
    }

    /// A number such as `2`, `0.25`, `.5` or `1e-3`.
    mutating func number() throws(ExpressionError) -> Double {
        let start = position
        takeDigits()
        if next == "." {
            position += 1
            takeDigits()
        }
        if next == "e" || next == "E" {
            let exponent = position
            position += 1
            if next == "+" || next == "-" { position += 1 }
            // An e that no digits follow begins a name.
            if takeDigits().isEmpty { position = exponent }
        }
        guard let value = Double(String(characters[start..<position])) else {
            throw ExpressionError(
                "a point alone is no number", column: start + 1, remedy: "write digits, as in 0.5")
        }
        guard value.isFinite else { throw .tooLarge(column: start + 1) }
        return value
    }

    /// The text between quotes; two of them within it stand for one.
    mutating func quoted() throws(ExpressionError) -> String {
        let start = column
        var text = ""
        repeat {
            position += 1
            text += takeAll { $0 != "'" }
            guard next != nil else {
                throw ExpressionError(
                    "the quote is never closed", column: start, remedy: "close it")
            }
            position += 1
            if next == "'" { text += "'" }
        } while next == "'"
        guard !text.isEmpty else {
            throw ExpressionError(
                "there is no name in the quotes", column: start, remedy: "write one")
        }
        return text
    }

    /// What follows `#`: the index of an example, or what it is called in quotes.
    mutating func example(of part: ExamplePart?) throws(ExpressionError) -> PointName {
        let start = column
        position += 1
        if next == "'" { return .exampleID(part: part, id: try quoted()) }
        let digits = takeDigits()
        guard !digits.isEmpty else {
            throw error("# without an example", "write its number, or what it is called in quotes")
        }
        guard let index = Int(digits) else { throw .tooLarge(column: start + 1) }
        return .example(part: part, index: index)
    }

    /// What is wrong with the next character, where a value should begin.
    func noValue() -> ExpressionError {
        guard let next, !"+*/),".contains(next) else {
            return error("a point is missing", "name one, such as boot or #3")
        }
        return meaningless(next)
    }

    /// What is wrong with `character`, the next one, where a value has ended.
    func noSign(_ character: Character) -> ExpressionError {
        switch character {
        case ")": error("no bracket is open", "write ( before it")
        case ",": error("a comma outside of mean and mix", "write 0.5, not 0,5")
        case _ where character.continuesName || "#'(.".contains(character):
            error(
                "two values side by side",
                "write +, -, * or / between them, or the words of one name in quotes")
        default: meaningless(character)
        }
    }

    private func meaningless(_ character: Character) -> ExpressionError {
        error("\(String(character).debugDescription) has no meaning here", "leave it out")
    }

    private func error(_ what: String, _ remedy: String) -> ExpressionError {
        ExpressionError(what, column: column, remedy: remedy)
    }

    @discardableResult
    private mutating func takeDigits() -> String { takeAll(where: \.isDecimalDigit) }
}
