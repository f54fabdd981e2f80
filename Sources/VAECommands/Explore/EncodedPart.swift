package import Autoencoders
import Platform

/// The posteriors of a part of the data, or of some of its examples.
package struct EncodedPart: Equatable, Sendable {
    /// The posteriors and labels, in input order.
    package let examples: EncodedExamples
    /// The index in the part that each example has, ascending.
    package let rows: [Int32]

    /// Posteriors of the examples at `rows` of a part.
    ///
    /// - Precondition: an ascending row for each example.
    package init(examples: EncodedExamples, rows: [Int32]) {
        require(
            rows.count == examples.count,
            "EncodedPart: \(rows.count) rows of \(examples.count) examples")
        require(EncodedPart.areAscending(rows), "EncodedPart: rows are not ascending")
        self.examples = examples
        self.rows = rows
    }

    /// The index of each example where it is not its place among them.
    var numbers: [Int32]? {
        rows.last.map { Int($0) == rows.count - 1 } ?? true ? nil : rows
    }

    /// Whether `rows` can be those of a part.
    static func areAscending(_ rows: [Int32]) -> Bool {
        var previous: Int32 = -1
        for row in rows {
            guard row > previous else { return false }
            previous = row
        }
        return true
    }
}
