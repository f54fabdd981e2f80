import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing
import Training

@Suite struct ExampleTilesTests {
    private static let examples = TinyRun.examples(count: 300, stream: 3, of: .noise)
    private static let bytes = Formula.bytes(3, count: 300 * 16)

    @Test func tilesCoverTheSelectionInOrder() {
        var tiles = [ExampleTile]()
        Self.examples.all.forEachTile(pixels: .grey, seed: 1) { tiles.append($0) }
        #expect(tiles.map(\.count) == [256, 44])
        #expect(tiles[0].rows == Array(0..<256))
        #expect(tiles[1].rows == Array(256..<300) + Array(repeating: 299, count: 212))
        let pixels = tiles[0].x.elements + tiles[1].x.elements[..<(44 * 16)]
        #expect(pixels == Self.bytes.map { Float($0) / 255 })
    }

    @Test func rowsAreThoseOfTheExamplesNotOfTheSelection() {
        let selection = Selection(Self.examples, rows: [5, 9, 299])
        let tile = selection.tile(1..<3, pixels: .grey, seed: 1)
        #expect(tile.count == 2)
        #expect(Array(tile.rows.prefix(3)) == [9, 299, 299])
        #expect(tile.x.row(0).elements == Self.bytes[9 * 16..<10 * 16].map { Float($0) / 255 })
    }

    @Test func thresholdCutsAtAHalf() {
        let tile = Self.examples.all.tile(0..<256, pixels: .threshold, seed: 1)
        #expect(tile.x.elements == Self.bytes[..<(256 * 16)].map { $0 >= 128 ? 1 : 0 })
    }

    @Test func binarisationIsKeyedByRowAndSeed() {
        let whole = Self.examples.all.tile(0..<256, pixels: .dynamic, seed: 1)
        #expect(whole.x.elements.allSatisfy { $0 == 0 || $0 == 1 })
        let part = Selection(Self.examples, rows: [7, 40]).tile(0..<2, pixels: .dynamic, seed: 1)
        #expect(bits(part.x.row(1)) == bits(whole.x.row(40)))
        let other = Self.examples.all.tile(0..<256, pixels: .dynamic, seed: 2)
        #expect(other.x.elements != whole.x.elements)
        // A pixel is 1 with its own intensity, so the sums agree within the noise.
        let intensities = Self.bytes[..<(256 * 16)].map { Double($0) / 255 }
        let expected = intensities.reduce(0, +)
        let variance = intensities.reduce(0) { $0 + $1 * (1 - $1) }
        #expect(abs(whole.x.sum - expected) < 4 * variance.squareRoot())
    }

    /// The entropy of Fashion-MNIST's pixels, below which no grey cross-entropy goes.
    @Test(
        .enabled(if: FileSystem.kind(of: "/usr/share/datasets/fashion-mnist") == .folder),
        arguments: [(Split.test, 189.86), (.train, 188.28)])
    func theEntropyFloorOfFashionMNIST(_ split: Split, _ nats: Double) throws {
        let dataset = try Dataset.open("fashion-mnist")
        let examples = try #require(split == .train ? try dataset.train() : try dataset.test())
        let model = VariationalAutoencoder(
            ModelConfiguration(
                exampleShape: [1, 28, 28], latentDimensions: 1,
                architecture: .mlp(MLPConfiguration(hidden: []))))
        let evaluator = Evaluator(model: model, parameters: ParameterSet(zeros: model.parameters))
        var summary = EvaluationSummary(for: model)
        examples.all.forEachTile(pixels: .grey, seed: 1) { tile in
            summary.add(
                tile, evaluator.encode(tile),
                reconstruction: Array(repeating: 0, count: tile.count))
        }
        #expect(abs(summary.entropyFloor - nats) < 0.005)
    }
}
