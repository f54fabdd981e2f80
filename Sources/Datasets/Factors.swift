/// What examples were made from, such as a size and a place, where that is known.
package struct Factors: Sendable {
    /// The names, in the order of the values.
    package let names: [String]
    private let valuesAt: @Sendable (Int) -> [Int32]

    /// Factors whose values at a row a function tells.
    package init(names: [String], valuesAt: @escaping @Sendable (Int) -> [Int32]) {
        self.names = names
        self.valuesAt = valuesAt
    }

    /// The steps of each factor at `row`, counted from 0.
    package func values(at row: Int) -> [Int32] { valuesAt(row) }
}
