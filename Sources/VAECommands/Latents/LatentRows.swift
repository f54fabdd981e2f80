import Autoencoders
import Platform
import TensorCore

/// Rows of latents, to be decoded.
struct LatentRows {
    /// The latents of a row.
    let dimensions: Int
    /// All rows, `[count, dimensions]`.
    private(set) var values = [Float]()

    /// No rows yet.
    init(dimensions: Int) { self.dimensions = dimensions }

    /// The number of rows.
    var count: Int { values.count / dimensions }

    /// Appends a row.
    ///
    /// - Precondition: as many values as dimensions.
    mutating func append(_ row: some Collection<Float>) {
        require(
            row.count == dimensions, "LatentRows: \(row.count) values, not \(dimensions)")
        values += row
    }

    /// Row `index`.
    func row(_ index: Int) -> [Float] {
        Array(values[index * dimensions..<(index + 1) * dimensions])
    }

    /// Rows as a tile: the last is repeated to fill it, since what is decoded in tiles of one size
    /// does not depend on how it was grouped.
    fileprivate func tile(_ range: Range<Int>) -> Tensor {
        Tensor(shape: [ExampleTile.rowCount, dimensions]) { target in
            for row in 0..<ExampleTile.rowCount {
                let source = min(range.lowerBound + row, range.upperBound - 1)
                for j in 0..<dimensions {
                    target[row * dimensions + j] = values[source * dimensions + j]
                }
            }
        }
    }
}

extension TrainedModel {
    /// Calls `body` with the mean pictures of `latents`, in order and a tile of rows at a time,
    /// `[rows, elements]` in [0, 1].
    func forEachDecoded(
        _ latents: LatentRows, _ body: (Tensor) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        while start < latents.count {
            let range = start..<min(start + ExampleTile.rowCount, latents.count)
            let decoded = model.pictures(of: latents.tile(range), parameters: parameters)
            try body(decoded.rows(0..<range.count))
            start = range.upperBound
        }
    }
}
