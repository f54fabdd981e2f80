/// Reads the few kinds of Python literals that the header of a NumPy array is made of.
struct PythonLiteral {
    /// A literal.
    enum Value: Equatable {
        case string(String)
        case boolean(Bool)
        case tuple([Int])
        case dictionary([String: Value])
        /// A list, of which only is known that it is one.
        case list
    }

    private let text: [UInt8]
    private var place = 0

    /// A reader of `text`.
    init(_ text: [UInt8]) { self.text = text }

    /// The next literal; nil if there is none that is understood.
    mutating func value() -> Value? {
        skipSpace()
        guard place < text.count else { return nil }
        switch text[place] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "("): return tuple()
        case UInt8(ascii: "{"): return dictionary()
        case UInt8(ascii: "["): return list()
        default:
            if take("True") { return .boolean(true) }
            if take("False") { return .boolean(false) }
            return nil
        }
    }

    private mutating func string() -> String? {
        let quote = text[place]
        guard let end = text[(place + 1)...].firstIndex(of: quote) else { return nil }
        defer { place = end + 1 }
        return String(decoding: text[(place + 1)..<end], as: UTF8.self)
    }

    private mutating func tuple() -> Value? {
        place += 1
        var numbers = [Int]()
        while !take(")") {
            var digits = ""
            skipSpace()
            while place < text.count, (0x30...0x39).contains(text[place]) {
                digits.unicodeScalars.append(Unicode.Scalar(text[place]))
                place += 1
            }
            // Python 2 wrote long numbers with an L.
            _ = take("L")
            guard let number = Int(digits), take(",") || peek(")") else { return nil }
            numbers.append(number)
        }
        return .tuple(numbers)
    }

    private mutating func dictionary() -> Value? {
        place += 1
        var fields = [String: Value]()
        while !take("}") {
            skipSpace()
            guard place < text.count, peek("'") || peek("\""), let key = string(), take(":"),
                let value = flatValue(), take(",") || peek("}")
            else { return nil }
            fields[key] = value
        }
        return .dictionary(fields)
    }

    /// A literal that is no dictionary: a damaged file could nest them without end.
    private mutating func flatValue() -> Value? {
        skipSpace()
        return peek("{") ? nil : value()
    }

    private mutating func list() -> Value? {
        var depth = 0
        while place < text.count {
            if text[place] == UInt8(ascii: "[") { depth += 1 }
            if text[place] == UInt8(ascii: "]") { depth -= 1 }
            place += 1
            if depth == 0 { return .list }
        }
        return nil
    }

    private mutating func skipSpace() {
        while place < text.count, text[place] == 0x20 || (0x09...0x0D).contains(text[place]) {
            place += 1
        }
    }

    private mutating func peek(_ word: String) -> Bool {
        skipSpace()
        return text[place...].starts(with: word.utf8)
    }

    private mutating func take(_ word: String) -> Bool {
        guard peek(word) else { return false }
        place += word.utf8.count
        return true
    }
}
