import Autoencoders
import Datasets
import Platform

/// The examples of a latent table: parts of the data, put back in input order.
///
/// Nothing is kept for each example beside what the parts hold, so a table may be long.
struct TableExamples {
    /// Examples that go through the model together.
    struct Tile {
        let examples: Examples
        /// Their rows in `examples`, ascending.
        var rows = [Int32]()
        /// The part of the data that each belongs to.
        var splits = [Split]()
    }

    private struct Part {
        let selection: Selection
        let split: Split
    }

    /// Parts of the same examples stand together.
    private let groups: [[Part]]
    private let limit: Int

    /// One part of the data, or `all`; no more than the first `limit` examples of it.
    ///
    /// - Throws: `Failure` (`usage`) for an unknown part, or one that the data do not have.
    init(of splits: Splits, part: String, limit: Int?) throws(Failure) {
        let names = Split.allCases.map(\.rawValue) + ["all"]
        try KnownName.check(part, among: names, for: "--split")
        self.limit = limit ?? .max
        guard part == "all" else {
            let split = try KnownName.parse(part, as: Split.self, for: "--split")
            groups = [[Part(selection: try splits.part(part), split: split)]]
            return
        }
        let validation = splits.validation.map { [Part(selection: $0, split: .validation)] }
        let learning = [Part(selection: splits.train, split: .train)] + (validation ?? [])
        let test = [Part(selection: splits.test, split: .test)]
        // A test part carved from the training file goes back to its place in it.
        let isCarved = splits.test.examples === splits.train.examples
        groups = isCarved ? [learning + test] : [learning, test]
    }

    /// The names of what the examples were made from, where that is known.
    var factorNames: [String] { groups[0][0].selection.examples.factorNames }

    /// Calls `body` with the examples tile by tile; a tile ends where a batch does.
    func forEachTile<Problem: Error>(
        batchSize: Int, _ body: (Tile) throws(Problem) -> Void
    ) throws(Problem) {
        var count = 0
        for group in groups {
            let examples = group[0].selection.examples
            var positions = Array(repeating: 0, count: group.count)
            var tile = Tile(examples: examples)
            while count < limit, let index = TableExamples.next(of: group, after: positions) {
                tile.rows.append(group[index].selection.rows[positions[index]])
                tile.splits.append(group[index].split)
                positions[index] += 1
                count += 1
                if tile.rows.count == ExampleTile.rowCount || count.isMultiple(of: batchSize) {
                    try body(tile)
                    tile = Tile(examples: examples)
                }
            }
            if !tile.rows.isEmpty { try body(tile) }
        }
    }

    /// The part whose next example comes first; nil once all are used up.
    private static func next(of parts: [Part], after positions: [Int]) -> Int? {
        var first: (index: Int, row: Int32)?
        for (index, part) in parts.enumerated() where positions[index] < part.selection.count {
            let row = part.selection.rows[positions[index]]
            if row < first?.row ?? .max { first = (index, row) }
        }
        return first?.index
    }
}
