import Autoencoders
import Datasets
import TensorCore
import TestSupport
import Testing
import Training
import VAECommands

/// Encoding a part of the data a tile at a time.
@Suite struct LatentTableBuilderTests {
    private let trained: TrainedModel

    init() throws { trained = try ColorModel.write(to: TemporaryFolder()) }

    private func examples(_ count: Int, hasLabels: Bool = true) -> Examples {
        let shape = ExampleShape(channels: 3, height: 8, width: 6)
        return Examples(
            shape: shape, pixels: Formula.bytes(3, count: count * shape.elementCount),
            labels: hasLabels ? (0..<Int32(count)).map { $0 % 7 } : nil)
    }

    /// The posterior of one example of a part, computed alone.
    private func posterior(_ part: Selection, _ row: Int) -> (mean: [Float], logVariance: [Float]) {
        let encoded = Evaluator(model: trained.model, parameters: trained.parameters)
            .encode(part.tile(row..<row + 1, pixels: .grey, seed: 1))
        return (encoded.mean.row(0).elements, encoded.logVariance.row(0).elements)
    }

    @Test func goesTileByTile() {
        let part = examples(600).all
        var builder = LatentTableBuilder(part, with: trained)
        #expect(builder.count == 600 && builder.progress == 0)
        #expect(builder.part.examples.count == 0)
        for expected in [256, 512, 600] {
            let hasMore = builder.next()
            #expect(hasMore && builder.encodedCount == expected)
            #expect(builder.progress == Double(expected) / 600)
            #expect(builder.part.rows == Array(0..<Int32(expected)))
            #expect(builder.part.examples.labels == (0..<Int32(expected)).map { $0 % 7 })
        }
        for _ in 0..<2 {
            let hasMore = builder.next()
            #expect(!hasMore)
        }
        let encoded = builder.part.examples
        for row in [0, 1, 255, 256, 599] {
            let expected = posterior(part, row)
            #expect(encoded.mean(at: row) == expected.mean, "row \(row)")
            #expect(encoded.logVariance(at: row) == expected.logVariance, "row \(row)")
        }
    }

    @Test func ofManyExamplesSomeArePickedEvenly() {
        let part = Selection(examples(500), rows: (0..<250).map { 2 * $0 + 1 })
        var builder = LatentTableBuilder(part, with: trained, maximumCount: 100)
        #expect(builder.count == 100)
        while builder.next() {}
        let picked = builder.part
        #expect(picked.rows == (0..<100).map { $0 * 5 / 2 })
        #expect(picked.examples.labels == picked.rows.map { (2 * $0 + 1) % 7 })
        for row in [0, 1, 57, 99] {
            let expected = posterior(part, Int(picked.rows[row]))
            #expect(picked.examples.mean(at: row) == expected.mean, "row \(row)")
        }
    }

    @Test func labelsAreNotInvented() {
        var builder = LatentTableBuilder(examples(3, hasLabels: false).all, with: trained)
        while builder.next() {}
        #expect(builder.part.examples.labels == nil && builder.part.examples.count == 3)
    }

    @Test func anEmptyPartIsDone() {
        let none = Selection(examples(3), rows: [])
        var builder = LatentTableBuilder(none, with: trained)
        #expect(builder.progress == 1)
        let hasMore = builder.next()
        #expect(!hasMore)
        #expect(builder.part.examples.count == 0 && builder.part.rows == [])
    }
}
