/// What is wrong with the text of an expression, and where.
public struct ExpressionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let what: String
    /// The column of the character at fault, counted from 1; behind the last one where more was
    /// expected.
    public let column: Int
    /// What to write instead.
    public let remedy: String

    /// Creates an error from its three parts.
    public init(_ what: String, column: Int, remedy: String) {
        self.what = what
        self.column = column
        self.remedy = remedy
    }

    /// Wrong and right on one line, for where a mark points at the column.
    public var message: String { "\(what): \(remedy)" }

    /// One line: `what: column 5: what to write`.
    public var description: String { "\(what): column \(column): \(remedy)" }
}
