/// Reads an expression from left to right, one function for each line of the grammar.
///
///     sum     = product { ("+" | "-") product }
///     product = factor { ("*" | "/") factor }
///     factor  = { "-" } operand
///     operand = number | name | "(" sum ")" | ("mean" | "mix") "(" sum { "," sum } ")"
///     name    = word | quoted | [ word ] "#" ( digits | quoted )
struct ExpressionParser {
    /// How many brackets may be open at a time, since each takes a piece of the stack.
    static let nestingLimit = 100
    /// What can be called with values in brackets.
    static let functions = ["mean", "mix"]

    /// A value between brackets, and where it begins.
    private typealias Argument = (value: ExpressionValue, column: Int)

    private var text: ExpressionScanner
    private var nesting = 0

    init(_ text: String) { self.text = ExpressionScanner(text) }

    /// The whole text as weighted names.
    mutating func expression() throws(ExpressionError) -> [LatentExpression.Term] {
        let (value, column) = try argument()
        if let next = text.next { throw text.noSign(next) }
        return try value.point(at: column)
    }

    private mutating func argument() throws(ExpressionError) -> Argument {
        text.skipSpaces()
        let column = text.column
        return (try sum(), column)
    }

    private mutating func sum() throws(ExpressionError) -> ExpressionValue {
        var value = try product()
        while let sign = text.take(anyOf: "+-") {
            let combine = sign.symbol == "+" ? ExpressionValue.add : ExpressionValue.subtract
            value = try combine(value, product(), sign.column)
        }
        return value
    }

    private mutating func product() throws(ExpressionError) -> ExpressionValue {
        var value = try factor()
        while let sign = text.take(anyOf: "*/") {
            let combine = sign.symbol == "*" ? ExpressionValue.multiply : ExpressionValue.divide
            value = try combine(value, factor(), sign.column)
        }
        return value
    }

    private mutating func factor() throws(ExpressionError) -> ExpressionValue {
        var sign = 1.0
        while text.take(anyOf: "-") != nil { sign.negate() }
        let column = text.column
        return try .multiply(.number(sign), operand(), at: column)
    }

    private mutating func operand() throws(ExpressionError) -> ExpressionValue {
        if let bracket = text.take(anyOf: "(") {
            try open(bracket)
            let value = try sum()
            try close(bracket)
            return value
        }
        let start = text.column
        switch text.next {
        case "'": return named(.word(try text.quoted()), start)
        case "#": return named(try text.example(of: nil), start)
        case let first? where first.isDecimalDigit || first == ".":
            return .number(try text.number())
        case let first? where first.beginsName:
            let word = text.takeAll(where: \.continuesName)
            if text.next == "#" {
                return named(try text.example(of: part(word, at: start)), start)
            }
            if let bracket = text.take(anyOf: "(") { return try call(word, start, bracket) }
            return named(word == "z" ? .current : .word(word), start)
        default: throw text.noValue()
        }
    }

    private mutating func call(
        _ function: String, _ start: Int, _ bracket: ExpressionScanner.Sign
    ) throws(ExpressionError) -> ExpressionValue {
        guard ExpressionParser.functions.contains(function) else {
            throw ExpressionError(
                "there is no function \(function)", column: start,
                remedy: "mean and mix are there; write * to multiply")
        }
        try open(bracket)
        var arguments = [try argument()]
        while text.take(anyOf: ",") != nil { arguments.append(try argument()) }
        try close(bracket)
        return function == "mean" ? try mean(arguments) : try mix(arguments, start)
    }

    private func mean(_ arguments: [Argument]) throws(ExpressionError) -> ExpressionValue {
        var terms = [LatentExpression.Term]()
        for argument in arguments { terms += try argument.value.point(at: argument.column) }
        for index in terms.indices { terms[index].weight /= Double(arguments.count) }
        return .point(terms)
    }

    private func mix(
        _ arguments: [Argument], _ start: Int
    ) throws(ExpressionError) -> ExpressionValue {
        guard arguments.count == 3 else {
            throw ExpressionError(
                "mix wants three values, not \(arguments.count)", column: start,
                remedy: "write two points and a number, as in mix(A, B, 0.25)")
        }
        let from = try arguments[0].value.point(at: arguments[0].column)
        let to = try arguments[1].value.point(at: arguments[1].column)
        let column = arguments[2].column
        guard case .number(let share) = arguments[2].value else {
            throw ExpressionError(
                "the share of a mix is a number, not a point", column: column,
                remedy: "write one, as in mix(A, B, 0.25)")
        }
        return try .add(
            .multiply(.number(1 - share), .point(from), at: column),
            .multiply(.number(share), .point(to), at: column), at: column)
    }

    private func part(_ word: String, at start: Int) throws(ExpressionError) -> ExamplePart {
        if let part = ExamplePart(rawValue: word) { return part }
        throw ExpressionError(
            "there is no part \(word) of the data", column: start,
            remedy: "write train, validation or test before #")
    }

    private func named(_ name: PointName, _ column: Int) -> ExpressionValue {
        .point([LatentExpression.Term(name: name, weight: 1, column: column)])
    }

    private mutating func open(_ bracket: ExpressionScanner.Sign) throws(ExpressionError) {
        nesting += 1
        guard nesting <= ExpressionParser.nestingLimit else {
            throw ExpressionError(
                "more than \(ExpressionParser.nestingLimit) brackets are open",
                column: bracket.column, remedy: "write it with fewer")
        }
    }

    private mutating func close(_ bracket: ExpressionScanner.Sign) throws(ExpressionError) {
        guard text.take(anyOf: ")") == nil else {
            nesting -= 1
            return
        }
        if let next = text.next { throw text.noSign(next) }
        throw ExpressionError(
            "the bracket is never closed", column: bracket.column, remedy: "write ) behind it")
    }
}
