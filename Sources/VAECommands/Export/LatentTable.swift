import Autoencoders
import Datasets
import Glibc
import Platform
import TensorCore
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

    /// Writes header and rows.
    func write(to sink: any ByteSink) throws(Failure) {
        var line = CSVLine()
        let latent = trained.description.model.latentDimensions
        for column in columns {
            for header in column.headers(latentDimensions: latent) { line.append(header) }
        }
        line.end()
        var start = 0
        while start < rows.count {
            let end = min(start + batchSize, rows.count)
            try append(Array(rows[start..<end]), to: &line, sink)
            start = end
        }
        try flush(&line, to: sink)
    }

    /// Rows of one `Examples` go through the model together, in tiles of its own size.
    private func append(
        _ batch: [Row], to line: inout CSVLine, _ sink: any ByteSink
    ) throws(Failure) {
        var start = 0
        while start < batch.count {
            let examples = batch[start].examples
            var end = start
            while end < batch.count, batch[end].examples === examples,
                end - start < ExampleTile.rowCount
            {
                end += 1
            }
            appendTile(batch[start..<end], to: &line)
            if line.bytes.count >= 1 << 18 { try flush(&line, to: sink) }
            start = end
        }
    }

    private func flush(_ line: inout CSVLine, to sink: any ByteSink) throws(Failure) {
        var failure: Failure?
        line.bytes.withUnsafeBytes { bytes in
            do throws(Failure) { try sink.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        line.removeAll()
    }

    private func appendTile(_ chosen: ArraySlice<Row>, to line: inout CSVLine) {
        guard let first = chosen.first else { return }
        let selection = Selection(first.examples, rows: chosen.map(\.row))
        let configuration = trained.description.model
        let tile = selection.tile(
            0..<chosen.count, pixels: configuration.pixels,
            seed: trained.description.data.splitSeed)
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        let encoded = evaluator.encode(tile)
        let needsReconstruction = columns.contains { $0 == .reconstruction || $0 == .elbo }
        let reconstruction =
            needsReconstruction
            ? evaluator.reconstruction(of: tile, encoded, draws: draws) : []
        let latent = configuration.latentDimensions
        encoded.mean.withUnsafeElements { mean in
            encoded.logVariance.withUnsafeElements { logVariance in
                encoded.divergence.withUnsafeElements { divergence in
                    for (index, row) in chosen.enumerated() {
                        let range = index * latent..<(index + 1) * latent
                        let kl = divergence[range].reduce(0.0) { $0 + Double($1) }
                        for column in columns {
                            switch column {
                            case .id: line.append(row.examples.id(at: Int(row.row)))
                            case .label: line.append(label(of: row))
                            case .split: line.append(row.split.rawValue)
                            case .mu: for value in mean[range] { line.append(value) }
                            case .sigma:
                                for value in logVariance[range] { line.append(expf(value / 2)) }
                            case .kl: line.append(Float(kl))
                            case .reconstruction: line.append(Float(reconstruction[index]))
                            case .elbo: line.append(Float(-(reconstruction[index] + kl)))
                            }
                        }
                        line.end()
                    }
                }
            }
        }
    }

    private func label(of row: Row) -> String {
        row.examples.labels.map { "\($0[Int(row.row)])" } ?? ""
    }
}
