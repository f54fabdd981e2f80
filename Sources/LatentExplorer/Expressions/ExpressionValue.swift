/// What a part of an expression stands for.
///
/// A number scales points. Alone it is none, except for 0, which is the origin.
enum ExpressionValue {
    /// A finite number.
    case number(Double)
    /// A weighted sum of named points.
    case point([LatentExpression.Term])

    /// The names and weights of a value that has to be a point and begins at `column`.
    func point(at column: Int) throws(ExpressionError) -> [LatentExpression.Term] {
        switch self {
        case .point(let terms): return terms
        case .number(0): return []
        case .number(let number):
            let index = Int(exactly: number).flatMap { $0 > 0 ? $0 : nil }
            throw ExpressionError(
                "a number is no point", column: column,
                remedy: index.map { "write #\($0) for example \($0), 0 for the origin" }
                    ?? "scale a point with it, as in 0.5*z")
        }
    }

    // The column is that of the sign, where the text is wrong if the two do not go together.

    static func add(
        _ left: ExpressionValue, _ right: ExpressionValue, at column: Int
    ) throws(ExpressionError) -> ExpressionValue {
        switch (left, right) {
        case (.number(let a), .number(let b)): return .number(try finite(a + b, column))
        case (.number(0), .point): return right
        case (.point, .number(0)): return left
        case (.point(let a), .point(let b)): return .point(a + b)
        default:
            throw ExpressionError(
                "a number cannot be added to a point", column: column,
                remedy: "scale the point with *, as in 0.5*z")
        }
    }

    static func subtract(
        _ left: ExpressionValue, _ right: ExpressionValue, at column: Int
    ) throws(ExpressionError) -> ExpressionValue {
        try add(left, multiply(.number(-1), right, at: column), at: column)
    }

    static func multiply(
        _ left: ExpressionValue, _ right: ExpressionValue, at column: Int
    ) throws(ExpressionError) -> ExpressionValue {
        switch (left, right) {
        case (.number(let a), .number(let b)): return .number(try finite(a * b, column))
        case (.number(let factor), .point(var terms)), (.point(var terms), .number(let factor)):
            for index in terms.indices {
                terms[index].weight = try finite(terms[index].weight * factor, column)
            }
            return .point(terms)
        case (.point, .point):
            throw ExpressionError(
                "two points cannot be multiplied", column: column,
                remedy: "multiply a point by a number")
        }
    }

    static func divide(
        _ left: ExpressionValue, _ right: ExpressionValue, at column: Int
    ) throws(ExpressionError) -> ExpressionValue {
        switch (left, right) {
        case (_, .point):
            throw ExpressionError(
                "nothing can be divided by a point", column: column, remedy: "divide by a number")
        case (_, .number(0)):
            throw ExpressionError(
                "nothing can be divided by 0", column: column, remedy: "divide by another number")
        case (.number(let a), .number(let b)): return .number(try finite(a / b, column))
        case (.point(var terms), .number(let divisor)):
            for index in terms.indices {
                terms[index].weight = try finite(terms[index].weight / divisor, column)
            }
            return .point(terms)
        }
    }

    private static func finite(_ number: Double, _ column: Int) throws(ExpressionError) -> Double {
        guard number.isFinite else { throw .tooLarge(column: column) }
        return number
    }
}
