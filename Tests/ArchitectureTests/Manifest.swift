/// What Package.swift says of its targets, as far as the architecture goes.
struct Manifest {
    /// One target of the package.
    struct Target: Equatable {
        let name: String
        /// The number of the last `// Floor n` comment above it; nil for what is not of the house.
        let floor: Int?
        let dependencies: [String]
        /// Where its sources lie, from the root of the package.
        let path: String
        /// The line of its declaration, from 1.
        let line: Int
    }

    let targets: [Target]

    /// Reads the text of a manifest.
    init(_ text: String) {
        let raw = text.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = CodeText.lines(of: text, keepingStrings: true)
        let products = Self.products(lines.joined(separator: "\n"))
        let kinds = [".target(", ".executableTarget(", ".systemLibrary(", ".testTarget("]
        var targets = [Target]()
        var floor: Int?
        var end = 0
        for (index, line) in lines.enumerated() {
            if let number = Self.floorNumber(raw[index]) { floor = number }
            // A target named inside another's declaration is a dependency.
            guard index >= end else { continue }
            let code = line.drop { $0 == " " }
            guard let kind = kinds.first(where: { code.hasPrefix($0) }) else { continue }
            let body = Self.balanced(lines[index...].joined(separator: "\n"), "(", ")")
            guard let name = Self.label("name", body) else { continue }
            end = index + body.split(separator: "\n", omittingEmptySubsequences: false).count
            let isTest = kind == ".testTarget("
            let path = Self.label("path", body) ?? (isTest ? "Tests/\(name)" : "Sources/\(name)")
            targets.append(
                Target(
                    name: name, floor: path.hasPrefix("Tests/") ? nil : floor,
                    dependencies: Self.dependencies(body, products), path: path, line: index + 1))
        }
        self.targets = targets
    }

    /// The target of that name.
    func target(_ name: String) -> Target? { targets.first { $0.name == name } }

    /// `n` of a comment `// Floor n`, which words may follow.
    private static func floorNumber(_ line: Substring) -> Int? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == ":" })
        guard words.count >= 3, words[0] == "//", words[1] == "Floor" else { return nil }
        return Int(words[2])
    }

    /// Constants of the manifest that stand for a product: `let argumentParser = ….product(name:`.
    private static func products(_ text: String) -> [String: String] {
        var products = [String: String]()
        for piece in text.split(separator: "let ").dropFirst() {
            guard let equals = piece.firstIndex(of: "="),
                piece[equals...].prefix(60).contains(".product("),
                let name = label("name", String(piece[equals...]))
            else { continue }
            products[piece[..<equals].filter { $0.isLetter || $0.isNumber }] = name
        }
        return products
    }

    /// The names in `dependencies: […]`: strings, products and constants that stand for one.
    private static func dependencies(_ body: String, _ products: [String: String]) -> [String] {
        guard let start = body.range(of: "dependencies:") else { return [] }
        let list = balanced(String(body[start.upperBound...]), "[", "]")
        var names = [String]()
        var depth = 0
        var item = ""
        for character in list + "," {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            guard character == ",", depth == 0 else {
                item.append(character)
                continue
            }
            let trimmed = String(item.filter { !$0.isWhitespace })
            item = ""
            if trimmed.hasPrefix("\"") {
                names.append(String(trimmed.filter { $0 != "\"" }))
            } else if let name = label("name", trimmed) ?? products[trimmed] {
                names.append(name)
            } else if !trimmed.isEmpty {
                names.append(trimmed)
            }
        }
        return names
    }

    /// What stands in quotes after `label:`.
    private static func label(_ label: String, _ text: String) -> String? {
        guard let start = text.range(of: "\(label):") else { return nil }
        let value = text[start.upperBound...].drop { $0.isWhitespace }
        guard value.first == "\"" else { return nil }
        return String(value.dropFirst().prefix { $0 != "\"" })
    }

    /// What stands between the first `opening` and the `closing` that belongs to it.
    private static func balanced(_ text: String, _ opening: Character, _ closing: Character)
        -> String
    {
        var depth = 0
        var content = ""
        for character in text.drop(while: { $0 != opening }) {
            if character == closing { depth -= 1 }
            if depth == 0 && character == closing { break }
            if depth > 0 { content.append(character) }
            if character == opening { depth += 1 }
        }
        return content
    }
}

extension StringProtocol {
    /// Where `text` stands first.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
