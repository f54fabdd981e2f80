/// The names of the labels, found by what a user types for them.
public struct LabelNames: Sendable {
    /// The names in the order of the labels.
    public let names: [String]

    private let words: [NameWords]

    /// Labels that are called `names`, the first being label 0.
    public init(_ names: [String]) {
        self.names = names
        words = names.map { NameWords($0) }
    }

    /// The label that `text` means.
    ///
    /// The first of these rules that any name satisfies decides, letters of either case alike: the
    /// whole name; the name without signs and spaces; one of its words; its beginning; the beginning
    /// of one of its words. So `boot` is `ankle boot` where no other name has that word.
    ///
    /// - Parameter others: other names that the user may have meant, to be proposed.
    /// - Throws: `UnknownName` if there is none, or if the rule leaves several, which it lists.
    public func label(named text: String, besides others: [String] = []) throws(UnknownName) -> Int
    {
        let typed = NameWords(text)
        let rules: [(NameWords) -> Bool] = [
            { $0.text == typed.text },
            { $0.letters == typed.letters },
            { $0.words.contains(typed.letters) },
            { $0.letters.hasPrefix(typed.letters) },
            { $0.words.contains { $0.hasPrefix(typed.letters) } },
        ]
        // What has neither letters nor digits would be the beginning of everything.
        for rule in typed.letters.isEmpty ? rules.prefix(1) : rules[...] {
            let labels = names.indices.filter { rule(words[$0]) }
            if labels.count == 1 { return labels[0] }
            if !labels.isEmpty { throw UnknownName(text, couldBe: labels.map { names[$0] }) }
        }
        throw UnknownName(text, known: names, others: others + words.flatMap(\.words))
    }
}
