/// How an expression calls a point of the latent space.
public enum PointName: Hashable, Sendable, CustomStringConvertible {
    /// The point that is looked at, `z`.
    case current
    /// A point that has been given a name, or a label: `tall`, `'ankle boot'`.
    case word(String)
    /// An example by its index in a part, nil being the part in use: `#412`, `train#7`.
    case example(part: ExamplePart?, index: Int)
    /// An example by what it is called in the data: `#'dir/a.png'`, `test#'dir/a.png'`.
    case exampleID(part: ExamplePart?, id: String)

    /// The name as it is written in an expression, in quotes where it has to be.
    public var description: String {
        switch self {
        case .current: "z"
        case .word(let word): PointName.isPlain(word) ? word : quoted(word)
        case .example(let part, let index): "\(part?.rawValue ?? "")#\(index)"
        case .exampleID(let part, let id): "\(part?.rawValue ?? "")#\(quoted(id))"
        }
    }

    /// Whether a word can stand without quotes: letters, digits and `_`, and no digit at first.
    private static func isPlain(_ word: String) -> Bool {
        guard let first = word.first, first.beginsName, word != "z" else { return false }
        return word.allSatisfy(\.continuesName)
    }

    private func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
}

extension Character {
    /// Whether a name without quotes can begin with it.
    var beginsName: Bool { isLetter || self == "_" }

    /// Whether it can stand within a name without quotes.
    var continuesName: Bool { beginsName || isNumber }

    /// Whether it is one of `0` to `9`.
    var isDecimalDigit: Bool { ("0"..."9").contains(self) }
}
