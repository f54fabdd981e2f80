import Autoencoders
import Datasets
import Platform
import Training

/// The latents of examples as a table, computed and written piece by piece.
struct LatentTable {
    /// An example of a split.
    struct Row {
        let examples: Examples
        let row: Int32
        let split: Split
    }

    let trained: TrainedModel
    let columns: [LatentColumn]
    let rows: [Row]
    let draws: Int
    /// Rows that are computed before they are written.
    let batchSize: Int

    /// The rows of one part of the data, or of `all`, in input order.
    static func rows(of splits: Splits, part: String) throws(Failure) -> [Row] {
        let names = Split.allCases.map(\.rawValue) + ["all"]
        try KnownName.check(part, among: names, for: "--split")
        guard part == "all" else {
            let selection = try splits.part(part)
            let split = try KnownName.parse(part, as: Split.self, for: "--split")
            return rows(of: selection, split)
        }
        let learning =
            rows(of: splits.train, .train)
            + (splits.validation.map { rows(of: $0, .validation) } ?? [])
        let test = rows(of: splits.test, .test)
        // A test part carved from the training file goes back to its place in it.
        let isCarved = splits.test.examples === splits.train.examples
        return isCarved
            ? (learning + test).sorted { $0.row < $1.row }
            : learning.sorted { $0.row < $1.row } + test
    }

    private static func rows(of selection: Selection, _ split: Split) -> [Row] {
        selection.rows.map { Row(examples: selection.examples, row: $0, split: split) }
    }

    /// Writes header and rows as CSV.
    func write(to sink: any ByteSink) throws(Failure) {
        var lines = LatentLines(schema)
        for tile in tiles {
            appendTile(tile) { lines.append($0) }
            if lines.size >= 1 << 18 { try lines.flush(to: sink) }
        }
        try lines.flush(to: sink)
    }

    /// All rows, in memory.
    func arrays() -> LatentArrays {
        var arrays = LatentArrays(schema)
        for tile in tiles { appendTile(tile) { arrays.append($0) } }
        return arrays
    }

    private var schema: LatentSchema {
        LatentSchema(
            columns: columns, latentDimensions: trained.description.model.latentDimensions,
            factorNames: rows.first?.examples.factorNames ?? [])
    }

    /// Rows of one `Examples` go through the model together, in tiles of its own size.
    private var tiles: [Range<Int>] {
        var tiles = [Range<Int>]()
        var start = 0
        while start < rows.count {
            let examples = rows[start].examples
            // A batch ends a tile too.
            let limit = min(
                start + ExampleTile.rowCount, (start / batchSize + 1) * batchSize, rows.count)
            let end = rows[start..<limit].firstIndex { $0.examples !== examples } ?? limit
            tiles.append(start..<end)
            start = end
        }
        return tiles
    }

    private func appendTile(_ range: Range<Int>, _ body: (LatentRow) -> Void) {
        let chosen = rows[range]
        let selection = Selection(rows[range.lowerBound].examples, rows: chosen.map(\.row))
        let tile = selection.tile(
            0..<chosen.count, pixels: trained.description.model.pixels,
            seed: trained.description.data.splitSeed)
        let names = chosen.map { row in
            ExampleName(
                id: row.examples.id(at: Int(row.row)),
                label: row.examples.labels.map { $0[Int(row.row)] },
                factors: row.examples.factors(at: Int(row.row)), split: row.split)
        }
        LatentEncoder(trained: trained, columns: columns, draws: draws)
            .forEachRow(of: tile, names: names, body)
    }
}
