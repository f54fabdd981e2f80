import Platform

/// A subset of examples, in input order.
public struct Selection: Sendable {
    /// The examples chosen from.
    public let examples: Examples
    /// The chosen rows of `examples`, ascending.
    public let rows: [Int32]

    /// All of `examples`.
    public init(_ examples: Examples) {
        self.examples = examples
        rows = Array(0..<Int32(examples.count))
    }

    /// The examples at `rows`, which must be ascending.
    public init(_ examples: Examples, rows: [Int32]) {
        var previous: Int32 = -1
        for row in rows {
            require(
                row > previous && row < examples.count,
                "Selection: row \(row) after \(previous) of \(examples.count) examples")
            previous = row
        }
        self.examples = examples
        self.rows = rows
    }

    /// The number of chosen examples.
    public var count: Int { rows.count }

    /// The first `maximum` examples, or all if there are fewer.
    public func limit(_ maximum: Int) -> Selection {
        require(maximum >= 0, "Selection.limit: \(maximum) is negative")
        return Selection(examples, rows: Array(rows.prefix(maximum)))
    }

    /// What the example at `position` of this selection is called.
    public func id(at position: Int) -> String { examples.id(at: Int(rows[position])) }

    /// The class of the example at `position` of this selection, where there are labels.
    public func label(at position: Int) -> Int32? { examples.labels?[Int(rows[position])] }

    /// Draws `count` of the examples at random and parts them from the rest.
    ///
    /// Every subset is equally likely. Both parts stay in input order, are disjoint, and together
    /// are this selection.
    public func carve(
        _ count: Int, using generator: inout some RandomNumberGenerator
    ) -> (taken: Selection, rest: Selection) {
        require(
            count >= 0 && count <= rows.count, "Selection.carve: \(count) of \(rows.count) rows")
        var isTaken = [Bool](repeating: false, count: rows.count)
        do {
            var positions = Array(0..<Int32(rows.count))
            FisherYates.shuffle(&positions, first: count, using: &generator)
            for position in positions.prefix(count) { isTaken[Int(position)] = true }
        }

        var taken = [Int32]()
        var rest = [Int32]()
        taken.reserveCapacity(count)
        rest.reserveCapacity(rows.count - count)
        for (row, isTaken) in zip(rows, isTaken) {
            if isTaken { taken.append(row) } else { rest.append(row) }
        }
        return (Selection(examples, rows: taken), Selection(examples, rows: rest))
    }
}
