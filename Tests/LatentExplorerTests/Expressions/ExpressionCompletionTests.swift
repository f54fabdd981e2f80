import LatentExplorer
import Testing

/// What Tab proposes.
@Suite struct ExpressionCompletionTests {
    private let names = ["tall", "t-shirt/top", "ankle boot", "bag", "Trouser", "it's"]

    @Test(
        arguments: [
            ("t", 1, 0..<1, ["tall", "'t-shirt/top'", "Trouser"]),
            ("T", 1, 0..<1, ["tall", "'t-shirt/top'", "Trouser"]),
            ("to", 2, 0..<2, ["'t-shirt/top'"]),
            ("b", 1, 0..<1, ["bag", "'ankle boot'"]),
            ("z + 0.5*(ba", 11, 9..<11, ["bag"]),
            ("z + ba - tall", 6, 4..<6, ["bag"]),
            ("z + 'ankle b", 12, 4..<12, ["'ankle boot'"]),
            ("z + 'ank", 8, 4..<8, ["'ankle boot'"]),
            ("'bag' + 'i", 10, 8..<10, ["'it''s'"]),
            ("m", 1, 0..<1, ["mean(", "mix("]), ("me", 2, 0..<2, ["mean("]), ("'me", 3, 0..<3, []),
            ("xyz", 3, 0..<3, []), ("3", 1, 0..<1, []), ("z*3", 3, 2..<3, []),
            ("#", 1, 1..<1, []), ("#4", 2, 1..<2, []), ("train#4", 7, 6..<7, []),
            ("", 0, 0..<0, ["tall", "'t-shirt/top'", "'ankle boot'", "bag", "Trouser", "'it''s'"]),
            ("ta", 9, 0..<2, ["tall"]), ("ta", -1, 0..<0, nil),
        ] as [(String, Int, Range<Int>, [String]?)])
    func proposes(text: String, cursor: Int, range: Range<Int>, candidates: [String]?) {
        let completion = LatentExpression.completions(for: text, at: cursor, names: names)
        #expect(completion.range == range)
        if let candidates { #expect(completion.candidates == candidates) }
    }
}
