/// What the name before a cursor can be completed to.
public struct ExpressionCompletion: Equatable, Sendable {
    /// The characters of the text that a candidate takes the place of.
    public let range: Range<Int>
    /// What can stand there, as it is written in an expression; the likeliest first.
    public let candidates: [String]
}

extension LatentExpression {
    /// How the name that ends at `cursor` can go on.
    ///
    /// Names that begin with what is typed come first, then those of which a word does, then
    /// functions. Letters of either case are alike.
    ///
    /// - Parameters:
    ///   - cursor: the characters before the cursor.
    ///   - names: the names that there are, without quotes.
    public static func completions(
        for text: String, at cursor: Int, names: [String]
    ) -> ExpressionCompletion {
        let typed = Array(text).prefix(max(cursor, 0))
        let start = startOfName(in: typed)
        let isQuoted = start < typed.count && typed[start] == "'"
        let beginning = String(typed[start...].drop { $0 == "'" }).lowercased()
        // Digits are a number, and behind # an example.
        let isNumber = typed[start...].first?.isDecimalDigit ?? false
        guard !isNumber, start == 0 || typed[start - 1] != "#" else {
            return ExpressionCompletion(range: start..<typed.count, candidates: [])
        }

        let (first, rest) = names.partitioned { $0.lowercased().hasPrefix(beginning) }
        let second = rest.filter { NameWords($0).words.contains { $0.hasPrefix(beginning) } }
        let functions =
            beginning.isEmpty || isQuoted
            ? [] : ExpressionParser.functions.filter { $0.hasPrefix(beginning) }
        return ExpressionCompletion(
            range: start..<typed.count,
            candidates: (first + second).map { PointName.word($0).description }
                + functions.map { "\($0)(" })
    }

    /// Where the name begins that the text ends with: at a quote that is open, or at a word.
    private static func startOfName(in text: ArraySlice<Character>) -> Int {
        var quote: Int?
        for index in text.indices where text[index] == "'" {
            quote = quote == nil ? index : nil
        }
        if let quote { return quote }
        let word = text.lastIndex { !$0.continuesName }
        return word.map { $0 + 1 } ?? 0
    }
}

extension Array {
    /// The elements that satisfy a condition, and the others, both in order.
    fileprivate func partitioned(
        _ condition: (Element) -> Bool
    ) -> (yes: [Element], no: [Element]) {
        (filter(condition), filter { !condition($0) })
    }
}
