/// What is wrong with a line that was typed.
struct CommandError: Error, Hashable {
    /// What is wrong and what to write instead.
    let message: String
    /// The column at fault, counted from 1; nil where the whole line is wrong.
    let column: Int?

    init(_ message: String, column: Int? = nil) {
        self.message = message
        self.column = column
    }
}
