import LatentExplorer
import Testing

/// What expressions mean, and that they read back as written.
@Suite struct LatentExpressionTests {
    /// Points of three latents that the tests give names to.
    private static let points: [PointName: [Float]] = [
        .current: [1, 2, 3], .word("boot"): [2, 0, 0], .word("sandal"): [0, 4, 0],
        .word("sneaker"): [0, 0, 8], .word("A"): [1, 1, 1], .word("B"): [5, 5, 5],
        .word("t-shirt/top"): [7, 0, 7], .word("it's"): [0, 9, 0], .word("z"): [6, 6, 6],
        .word("été_2"): [3, 3, 0], .word("train"): [0, 1, 0], .word("mean"): [0, 0, 1],
        .example(part: nil, index: 412): [4, 1, 2], .example(part: .train, index: 7): [0, 0, 7],
        .example(part: .validation, index: 0): [0, 5, 0],
        .example(part: .test, index: 3): [3, 0, 0],
        .exampleID(part: nil, id: "dir/a.png"): [1, 0, 1],
        .exampleID(part: .test, id: "b 'c'"): [0, 2, 2],
    ]

    private func point(_ expression: LatentExpression) throws -> [Float] {
        try expression.evaluate(latentDimensions: 3) { name throws(UnknownName) in
            guard let point = Self.points[name] else { throw UnknownName("\(name)", known: []) }
            return point
        }
    }

    @Test(
        arguments: [
            ("z", [1, 2, 3]), ("boot", [2, 0, 0]), ("#412", [4, 1, 2]), ("train#7", [0, 0, 7]),
            ("validation#0", [0, 5, 0]), ("test#003", [3, 0, 0]), ("A", [1, 1, 1]),
            ("'t-shirt/top'", [7, 0, 7]), ("'it''s'", [0, 9, 0]), ("'z'", [6, 6, 6]),
            ("été_2", [3, 3, 0]), ("train", [0, 1, 0]), ("mean", [0, 0, 1]),
            ("#'dir/a.png'", [1, 0, 1]), ("test#'b ''c'''", [0, 2, 2]),
            ("0", [0, 0, 0]), ("-0", [0, 0, 0]), ("(0)", [0, 0, 0]), ("1 - 1", [0, 0, 0]),
            ("0*boot", [0, 0, 0]), ("boot + 0", [2, 0, 0]), ("0 - boot", [-2, 0, 0]),
            ("-z", [-1, -2, -3]), ("--z", [1, 2, 3]), ("---z", [-1, -2, -3]),
            ("-(-z)", [1, 2, 3]),
            ("0.5*z", [0.5, 1, 1.5]), ("z*0.5", [0.5, 1, 1.5]), ("z/2", [0.5, 1, 1.5]),
            (".5*z", [0.5, 1, 1.5]), ("5.*A", [5, 5, 5]), ("5e-1*z", [0.5, 1, 1.5]),
            ("2E+1*A", [20, 20, 20]), ("1/4*A", [0.25, 0.25, 0.25]),
            ("-2*z", [-2, -4, -6]), ("2*-z", [-2, -4, -6]), ("2*(1 + 3)*A/4", [2, 2, 2]),
            ("boot + 0.5*(sandal - sneaker)", [2, 2, -4]),
            ("boot - sandal - sneaker", [2, -4, -8]), ("boot - (sandal - sneaker)", [2, -4, 8]),
            ("boot+sandal/2", [2, 2, 0]), ("(boot+sandal)/2", [1, 2, 0]),
            ("A + A - A", [1, 1, 1]), ("B - B", [0, 0, 0]),
            ("mean(boot)", [2, 0, 0]), ("mean(boot, sandal)", [1, 2, 0]),
            ("mean(A, B, 0)", [2, 2, 2]), ("mean (A,A,A)", [1, 1, 1]),
            ("mix(A, B, 0.25)", [2, 2, 2]), ("mix(A, B, 0)", [1, 1, 1]),
            ("mix(A, B, 2 - 1)", [5, 5, 5]), ("mix(A, B, -1/4)", [0, 0, 0]),
            ("mix(0, B, .2)", [1, 1, 1]), ("mix(mean(A,B), -A, .5)", [1, 1, 1]),
            (" \t boot\n+ sandal ", [2, 4, 0]),
        ] as [(String, [Float])])
    func isThePoint(text: String, expected: [Float]) throws {
        let expression = try LatentExpression.parse(text)
        #expect(try point(expression) == expected)
        let again = try LatentExpression.parse(expression.description)
        #expect(again == expression, "\(expression)")
        #expect(again.description == expression.description)
    }

    @Test(arguments: [
        ("boot + 0.5*(sandal - sneaker)", "boot + 0.5*sandal - 0.5*sneaker"),
        ("-boot-sandal", "-boot - sandal"), ("0", "0"), ("0*boot", "0*boot"), ("-2*z", "-2*z"),
        ("z + z", "2*z"), ("z/3", "0.3333333333333333*z"), ("1e-9*z", "1e-09*z"),
        ("mean(boot, #3)", "0.5*boot + 0.5*#3"), ("mix(A, B, 0.25)", "0.75*A + 0.25*B"),
        ("'ankle boot'", "'ankle boot'"), ("'tall'", "tall"), ("'z'", "'z'"), ("'7up'", "'7up'"),
        ("'it''s'", "'it''s'"), ("train#'a''b'", "train#'a''b'"), ("test#07", "test#7"),
    ])
    func isWrittenAs(text: String, expected: String) throws {
        #expect(try LatentExpression.parse(text).description == expected)
    }

    @Test(arguments: [
        ("a + b", "a+b", true), ("a + b", "b + a", false), ("a + a", "2*a", true),
        ("a", "'a'", true), ("a", "A", false), ("z", "'z'", false), ("a", "-a", false),
        ("#1", "test#1", false), ("#1", "#'1'", false),
    ])
    func isEqual(first: String, second: String, expected: Bool) throws {
        let (first, second) = (
            try LatentExpression.parse(first), try LatentExpression.parse(second)
        )
        #expect((first == second) == expected)
    }

    @Test func namesStandOnceAndInOrder() throws {
        let expression = try LatentExpression.parse("mix(b, #2, 1) - z + 2*b + a - test#'x'")
        #expect(
            expression.names == [
                .word("b"), .example(part: nil, index: 2), .current, .word("a"),
                .exampleID(part: .test, id: "x"),
            ])
        #expect(try LatentExpression.parse("0").names == [])
    }

    @Test(
        arguments: [
            ("#412", .example(part: nil, index: 412)), ("(boot)", .word("boot")), ("z", .current),
            ("a/1", .word("a")), ("2*a", nil), ("-a", nil), ("a + b", nil), ("0", nil),
            ("a + 0*b", nil),
        ] as [(String, PointName?)])
    func aSingleNameIsKnown(text: String, expected: PointName?) throws {
        #expect(try LatentExpression.parse(text).singleName == expected)
    }

    @Test func aNameIsAskedForOnce() throws {
        var asked = [PointName]()
        let sum = try LatentExpression.parse("a - b + a")
        _ = try sum.evaluate(latentDimensions: 1) { name throws(UnknownName) in
            asked.append(name)
            return [1]
        }
        #expect(asked == [.word("a"), .word("b")])
    }

    @Test func anUnknownNameIsPointedAt() throws {
        let expression = try LatentExpression.parse("z + 2*'no one'")
        let error = #expect(throws: ExpressionError.self) { try point(expression) }
        #expect(error?.column == 7)
        #expect(
            error?.description
                == "\"'no one'\" is not known: column 7: no point has a name here")
        #expect(error?.message == "\"'no one'\" is not known: no point has a name here")
    }

    @Test(arguments: ["1e39*A", "1e308*A + 1e308*B", "3e38*A + 3e38*A"])
    func aSumOverWhatANumberHoldsIsRefused(text: String) throws {
        let expression = try LatentExpression.parse(text)
        let error = #expect(throws: ExpressionError.self) { try point(expression) }
        #expect(
            error?.description == "the number is too large: column 1: write a smaller one")
    }
}
