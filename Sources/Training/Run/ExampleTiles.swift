public import Autoencoders
public import Datasets
import TensorCore

extension Selection {
    /// Calls `body` with the examples in tiles, in order.
    ///
    /// Binarised models see each example binarised once, by noise keyed by `seed` and row.
    public func forEachTile<Problem: Error>(
        pixels: PixelsName, seed: UInt64, _ body: (ExampleTile) throws(Problem) -> Void
    ) throws(Problem) {
        var start = 0
        while start < count {
            let end = min(start + ExampleTile.rowCount, count)
            try body(tile(start..<end, pixels: pixels, seed: seed))
            start = end
        }
    }

    /// The examples at the given positions of the selection as one tile.
    ///
    /// - Precondition: at least one position, at most a tile's rows.
    public func tile(_ positions: Range<Int>, pixels: PixelsName, seed: UInt64) -> ExampleTile {
        let chosen = rows[positions]
        guard let last = chosen.last else { fatalError("tile: no positions") }
        let padding = repeatElement(last, count: ExampleTile.rowCount - chosen.count)
        let padded = Array(chosen) + padding
        return ExampleTile(
            x: batch(
                padded, treatment: pixels.treatment(seed: seed),
                keys: padded.map { NoiseStream.evaluationBinarization.key(Int($0)) }),
            rows: padded.map(Int.init), count: chosen.count)
    }

    /// Rows of the examples as a batch `[rows, elements]`.
    func batch(_ rows: [Int32], treatment: PixelTreatment, keys: [UInt64]) -> Tensor {
        examples.withUnsafePixels(at: rows) { pixels, rows in
            guard let base = pixels.baseAddress else { fatalError("batch: no pixels") }
            return Tensor.pixels(
                base, rows: rows, keys: keys, rowSize: examples.shape.elementCount,
                treatment: treatment)
        }
    }
}

extension PixelsName {
    /// What is done to pixels, with noise of the given seed where there is any.
    func treatment(seed: UInt64) -> PixelTreatment {
        switch self {
        case .grey: .grey
        case .threshold: .threshold
        case .dynamic: .bernoulli(seed: seed)
        }
    }
}
