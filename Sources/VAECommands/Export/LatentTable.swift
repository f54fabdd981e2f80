import Autoencoders
import Datasets
import Platform
import Training

/// The latents of examples as a table, computed and written piece by piece.
struct LatentTable {
    let trained: TrainedModel
    let columns: [LatentColumn]
    let examples: TableExamples
    let draws: Int
    /// Rows that are computed before they are written.
    let batchSize: Int

    /// Writes header and rows as CSV: a batch is computed, then put into words on all cores.
    func write(to sink: any ByteSink) throws(Failure) {
        try sink.write(LatentLines(schema).bytes)
        var batch = [EncodedRows]()
        var count = 0
        try examples.forEachTile(batchSize: batchSize) { tile throws(Failure) in
            batch.append(encode(tile))
            count += tile.rows.count
            guard count >= batchSize else { return }
            try write(batch, to: sink)
            batch.removeAll()
            count = 0
        }
        try write(batch, to: sink)
    }

    private func write(_ batch: [EncodedRows], to sink: any ByteSink) throws(Failure) {
        let columns = columns
        let texts = try parallelMap(batch.count) { index in
            .success(LatentLines(batch[index], columns: columns).bytes)
        }.get()
        for text in texts { try sink.write(text) }
    }

    /// All rows, in memory.
    func arrays() -> LatentArrays {
        var arrays = LatentArrays(schema)
        examples.forEachTile(batchSize: batchSize) { tile in
            encode(tile).forEach { arrays.append($0) }
        }
        return arrays
    }

    private var schema: LatentSchema {
        LatentSchema(
            columns: columns, latentDimensions: trained.description.model.latentDimensions,
            factorNames: examples.factorNames)
    }

    private func encode(_ chosen: TableExamples.Tile) -> EncodedRows {
        let examples = chosen.examples
        let tile = Selection(examples, rows: chosen.rows).tile(
            0..<chosen.rows.count, pixels: trained.description.model.pixels,
            seed: trained.description.data.splitSeed)
        let names = zip(chosen.rows, chosen.splits).map { row, split in
            ExampleName(
                id: examples.id(at: Int(row)), label: examples.labels.map { $0[Int(row)] },
                factors: examples.factors(at: Int(row)), split: split)
        }
        return LatentEncoder(trained: trained, columns: columns, draws: draws)
            .encode(tile, names: names)
    }
}
