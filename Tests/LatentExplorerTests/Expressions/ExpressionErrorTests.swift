import LatentExplorer
import Testing

/// Texts that are no expression, each with what is said of it.
@Suite struct ExpressionErrorTests {
    private static let missing = "name one, such as boot or #3"
    private static let between =
        "write +, -, * or / between them, or the words of one name in quotes"

    @Test(
        arguments: [
            ("", 1, "a point is missing", missing),
            ("   ", 4, "a point is missing", missing),
            ("boot +", 7, "a point is missing", missing),
            ("boot + ", 8, "a point is missing", missing),
            ("-", 2, "a point is missing", missing),
            ("+boot", 1, "a point is missing", missing),
            ("boot ++ z", 7, "a point is missing", missing),
            ("2 * / z", 5, "a point is missing", missing),
            ("mean(", 6, "a point is missing", missing),
            ("mean(boot,", 11, "a point is missing", missing),
            ("()", 2, "a point is missing", missing),
            ("mean()", 6, "a point is missing", missing),
            ("mix(,z,1)", 5, "a point is missing", missing),
            ("boot)", 5, "no bracket is open", "write ( before it"),
            ("(boot", 1, "the bracket is never closed", "write ) behind it"),
            ("z + ((boot)", 5, "the bracket is never closed", "write ) behind it"),
            ("2*mean(boot, z", 7, "the bracket is never closed", "write ) behind it"),
            ("boot, z", 5, "a comma outside of mean and mix", "write 0.5, not 0,5"),
            ("0,5*z", 2, "a comma outside of mean and mix", "write 0.5, not 0,5"),
            ("(boot, z)", 6, "a comma outside of mean and mix", "write 0.5, not 0,5"),
            ("ankle boot", 7, "two values side by side", between),
            ("2z", 2, "two values side by side", between),
            ("2e", 2, "two values side by side", between),
            ("'a' 'b'", 5, "two values side by side", between),
            ("'mean'(z)", 7, "two values side by side", between),
            ("z #3", 3, "two values side by side", between),
            ("#3z", 3, "two values side by side", between),
            ("1.2.3*z", 4, "two values side by side", between),
            ("mean(a b)", 8, "two values side by side", between),
            ("boot & z", 6, "\"&\" has no meaning here", "leave it out"),
            ("ÿ - €", 5, "\"€\" has no meaning here", "leave it out"),
            ("\u{1b}[0m", 1, "\"\\u{1B}\" has no meaning here", "leave it out"),
            ("a = b", 3, "\"=\" has no meaning here", "leave it out"),
            ("\"boot\"", 1, "\"\\\"\" has no meaning here", "leave it out"),
            ("'boot", 1, "the quote is never closed", "close it"),
            ("z + 'it''", 5, "the quote is never closed", "close it"),
            ("'", 1, "the quote is never closed", "close it"),
            ("''", 1, "there is no name in the quotes", "write one"),
            ("#''", 2, "there is no name in the quotes", "write one"),
            (
                "#", 2, "# without an example", "write its number, or what it is called in quotes"
            ),
            (
                "z - #boot", 6, "# without an example",
                "write its number, or what it is called in quotes"
            ),
            (
                "#-1", 2, "# without an example", "write its number, or what it is called in quotes"
            ),
            (
                "#99999999999999999999", 2, "the number is too large", "write a smaller one"
            ),
            (
                "z + tests#3", 5, "there is no part tests of the data",
                "write train, validation or test before #"
            ),
            (
                "2*boot(z)", 3, "there is no function boot",
                "mean and mix are there; write * to multiply"
            ),
            (".", 1, "a point alone is no number", "write digits, as in 0.5"),
            ("z + .*3", 5, "a point alone is no number", "write digits, as in 0.5"),
            ("1e999*z", 1, "the number is too large", "write a smaller one"),
            ("1e300*1e300*z", 6, "the number is too large", "write a smaller one"),
            ("1e300*(1e300*z)", 6, "the number is too large", "write a smaller one"),
            ("1e308*z + 1e308*z", 1, "the number is too large", "write a smaller one"),
            ("1e308 + 1e308", 7, "the number is too large", "write a smaller one"),
            ("z/1e-200/1e-200", 9, "the number is too large", "write a smaller one"),
            ("1/1e-320", 2, "the number is too large", "write a smaller one"),
            ("412", 1, "a number is no point", "write #412 for example 412, 0 for the origin"),
            (" (2 + 1)", 2, "a number is no point", "write #3 for example 3, 0 for the origin"),
            ("0.5", 1, "a number is no point", "scale a point with it, as in 0.5*z"),
            ("-3", 1, "a number is no point", "scale a point with it, as in 0.5*z"),
            ("1e300", 1, "a number is no point", "scale a point with it, as in 0.5*z"),
            (
                "mean(z, 2)", 9, "a number is no point",
                "write #2 for example 2, 0 for the origin"
            ),
            ("mix(.5, z, 1)", 5, "a number is no point", "scale a point with it, as in 0.5*z"),
            ("mix(z, .5, 1)", 8, "a number is no point", "scale a point with it, as in 0.5*z"),
            (
                "boot + 1", 6, "a number cannot be added to a point",
                "scale the point with *, as in 0.5*z"
            ),
            (
                "1 - boot", 3, "a number cannot be added to a point",
                "scale the point with *, as in 0.5*z"
            ),
            ("z * boot", 3, "two points cannot be multiplied", "multiply a point by a number"),
            ("2*z*(a-b)", 4, "two points cannot be multiplied", "multiply a point by a number"),
            ("2/z", 2, "nothing can be divided by a point", "divide by a number"),
            ("t-shirt/top", 8, "nothing can be divided by a point", "divide by a number"),
            ("z/0", 2, "nothing can be divided by 0", "divide by another number"),
            ("1/(1-1)", 2, "nothing can be divided by 0", "divide by another number"),
            (
                "mix(a, b)", 1, "mix wants three values, not 2",
                "write two points and a number, as in mix(A, B, 0.25)"
            ),
            (
                "-mix(a, b, 1, 2)", 2, "mix wants three values, not 4",
                "write two points and a number, as in mix(A, B, 0.25)"
            ),
            (
                "mix(a, b, c)", 11, "the share of a mix is a number, not a point",
                "write one, as in mix(A, B, 0.25)"
            ),
        ] as [(String, Int, String, String)])
    func refuses(text: String, column: Int, what: String, remedy: String) {
        let error = #expect(throws: ExpressionError.self) { try LatentExpression.parse(text) }
        #expect(error == ExpressionError(what, column: column, remedy: remedy))
    }

    @Test(arguments: ["(", "-(", "mean(", "mix(z, ", "2*("])
    func deepNestingIsAnError(opening: String) {
        let text = String(repeating: opening, count: 10_000)
        let error = #expect(throws: ExpressionError.self) { try LatentExpression.parse(text) }
        #expect(error?.what == "more than 100 brackets are open")
        #expect(error?.remedy == "write it with fewer")
        let bracket = (opening.firstIndex(of: "(")).map {
            opening.distance(from: opening.startIndex, to: $0)
        }
        #expect(error?.column == 100 * opening.count + (bracket ?? 0) + 1)
    }

    @Test func aHundredBracketsAreFine() throws {
        let brackets = { (bracket: String) in String(repeating: bracket, count: 100) }
        let text = brackets("(") + "z" + brackets(")")
        #expect(try LatentExpression.parse("\(text) - \(text)").description == "0*z")
    }

    @Test func longTextsAreFine() throws {
        let minuses = String(repeating: "-", count: 10_001) + "z"
        #expect(try LatentExpression.parse(minuses).description == "-z")
        let sum = (0..<2000).map { "#\($0)" }.joined(separator: " + ")
        #expect(try LatentExpression.parse(sum).names.count == 2000)
    }

    @Test func anyTextIsReadOrRefused() {
        // Every text of up to four of these tokens: none may trap, and what is read reads back.
        let tokens = [
            "z", "#1", "'a'", "2", "0", "+", "-", "*", "/", "(", ")", ",", "mean(", "mix(",
        ]
        var texts = [""]
        for _ in 0..<4 {
            texts = texts.flatMap { text in tokens.map { text + $0 } }
            for text in texts {
                guard let expression = try? LatentExpression.parse(text) else { continue }
                #expect((try? LatentExpression.parse(expression.description)) == expression)
            }
        }
    }
}
