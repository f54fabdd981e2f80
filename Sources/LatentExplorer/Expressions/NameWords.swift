/// A name as searches compare it: in lower case, and taken apart.
struct NameWords: Sendable {
    /// The name in lower case.
    let text: String
    /// Its words, the runs of letters and digits: `t`, `shirt` and `top` of `T-shirt/top`.
    let words: [String]
    /// The words without what stands between them.
    let letters: String

    init(_ name: String) {
        text = name.lowercased()
        words = text.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
        letters = words.joined()
    }
}
