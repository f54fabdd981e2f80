package import Autoencoders
package import Datasets
import Platform
import TensorCore
import Training

/// Encodes a part of the data a tile at a time, so that other work can be done in between.
///
///     while builder.next() { … }
///     let part = builder.part
package struct LatentTableBuilder {
    /// The most examples of a part that are encoded.
    package static let maximumCount = 100_000

    private let evaluator: Evaluator
    private let description: ModelDescription
    private let chosen: Selection
    private let rows: [Int32]
    private var means = [Float]()
    private var logVariances = [Float]()

    /// Will encode `part` with `trained`; of more than `maximumCount` examples so many that lie
    /// evenly.
    package init(
        _ part: Selection, with trained: TrainedModel, maximumCount: Int = maximumCount
    ) {
        require(maximumCount > 0, "LatentTableBuilder: \(maximumCount) examples at most")
        let count = min(part.count, maximumCount)
        rows = (0..<count).map { Int32($0 * part.count / count) }
        chosen = Selection(part.examples, rows: rows.map { part.rows[Int($0)] })
        evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        description = trained.description
        means.reserveCapacity(count * description.model.latentDimensions)
        logVariances.reserveCapacity(count * description.model.latentDimensions)
    }

    /// How many examples there are to encode.
    package var count: Int { rows.count }

    /// How many are encoded.
    package var encodedCount: Int { means.count / description.model.latentDimensions }

    /// How much is done, from 0 to 1.
    package var progress: Double { count == 0 ? 1 : Double(encodedCount) / Double(count) }

    /// Encodes the next tile; false if there was none left.
    package mutating func next() -> Bool {
        let start = encodedCount
        guard start < count else { return false }
        let tile = chosen.tile(
            start..<min(start + ExampleTile.rowCount, count), pixels: description.model.pixels,
            seed: description.data.splitSeed)
        let encoded = evaluator.encode(tile)
        let valueCount = tile.count * description.model.latentDimensions
        encoded.mean.withUnsafeElements { means += $0[..<valueCount] }
        encoded.logVariance.withUnsafeElements { logVariances += $0[..<valueCount] }
        return true
    }

    /// What is encoded so far.
    package var part: EncodedPart {
        let labels = chosen.examples.labels.map { labels in
            chosen.rows.prefix(encodedCount).map { labels[Int($0)] }
        }
        return EncodedPart(
            examples: EncodedExamples(
                latentDimensions: description.model.latentDimensions, means: means,
                logVariances: logVariances, labels: labels),
            rows: Array(rows.prefix(encodedCount)))
    }
}
