import Platform

/// Reads the JSON at the front of a safetensors file, strictly and in one pass.
///
/// A header has three levels at most, and the caller asks for what must come next; so there is no
/// tree, no recursion and no depth to limit. A method's `owner` is what its errors call the value.
struct HeaderJSON {
    private let bytes: [UInt8]
    private let path: String
    private let end: Int
    private var position: Int

    /// A reader of `range` of the file's `bytes`; errors name `path`.
    init(_ bytes: [UInt8], range: Range<Int>, path: String) {
        self.bytes = bytes
        self.path = path
        position = range.lowerBound
        end = range.upperBound
    }

    /// Reads an object; `member` reads the value of the key it is given.
    mutating func object(
        _ owner: String, member: (inout HeaderJSON, String) throws(Failure) -> Void
    ) throws(Failure) {
        var keys = Set<String>()
        try sequence(owner, "an object", from: "{", to: "}") { json throws(Failure) in
            let key = try json.string("a key of \(owner)")
            guard keys.insert(key).inserted else {
                throw .brokenSafeTensors("\(owner) has the key \(quoted(key)) twice", json.path)
            }
            guard json.skip(":") else { throw json.syntax() }
            try member(&json, key)
        }
    }

    /// Reads a list of whole numbers.
    mutating func integers(_ owner: String) throws(Failure) -> [Int] {
        var numbers = [Int]()
        try sequence(owner, "a list", from: "[", to: "]") { json throws(Failure) in
            numbers.append(try json.integer(owner))
        }
        return numbers
    }

    /// Reads a string, its escapes resolved.
    mutating func string(_ owner: String) throws(Failure) -> String {
        guard skip("\"") else { throw mismatch(owner, "a string") }
        let start = position
        var unescaped: [UInt8]?
        while position < end {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                let content = unescaped ?? Array(bytes[start..<position - 1])
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw .brokenSafeTensors("\(owner) is not valid UTF-8", path)
                }
                return text
            case UInt8(ascii: "\\"):
                var content = unescaped ?? Array(bytes[start..<position - 1])
                content.append(contentsOf: try escape().utf8)
                unescaped = content
            case 0..<0x20:
                position -= 1
                throw syntax()
            default: unescaped?.append(byte)
            }
        }
        throw syntax()
    }

    /// Checks that nothing but the padding is left.
    mutating func finish() throws(Failure) {
        skipSpace()
        guard position == end else { throw syntax() }
    }

    private mutating func sequence(
        _ owner: String, _ kind: String, from opening: Unicode.Scalar, to closing: Unicode.Scalar,
        element: (inout HeaderJSON) throws(Failure) -> Void
    ) throws(Failure) {
        guard skip(opening) else { throw mismatch(owner, kind) }
        if skip(closing) { return }
        repeat { try element(&self) } while skip(",")
        guard skip(closing) else { throw syntax() }
    }

    private mutating func integer(_ owner: String) throws(Failure) -> Int {
        skipSpace()
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        if position == firstDigit {
            position = start
            throw mismatch(owner, "a list of whole numbers")
        }
        switch peek() {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            throw mismatch(owner, "a list of whole numbers")
        default: break
        }
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 { throw syntax() }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Int(digits) else {
            throw .brokenSafeTensors("\(owner) holds a number out of range", path)
        }
        return number
    }

    /// What follows a backslash.
    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        guard let byte = peek() else { throw syntax() }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default:
            position -= 1
            throw syntax()
        }
        // Beyond the first 65,536 characters, two escapes make one: a high and a low surrogate.
        let start = position
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code), peek() == UInt8(ascii: "\\"), position + 1 < end,
            bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            let low = try hexadecimal()
            if (0xDC00..<0xE000).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
        }
        guard let scalar = Unicode.Scalar(code) else {
            position = start
            throw syntax()
        }
        return scalar
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw syntax() }
            code = code << 4 + UInt32(digit)
            position += 1
        }
        return code
    }

    private func peek() -> UInt8? { position < end ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func mismatch(_ owner: String, _ kind: String) -> Failure {
        position == end ? syntax() : .brokenSafeTensors("\(owner) is not \(kind)", path)
    }

    private func syntax() -> Failure {
        let what =
            position == end
            ? "header breaks off in its JSON" : "header is not valid JSON at byte \(position)"
        return .brokenSafeTensors(what, path)
    }
}
