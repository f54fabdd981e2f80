import Platform
public import TensorCore

/// A batch of examples to evaluate, always of the same number of rows.
///
/// Rows behind `count` repeat the last example and are thrown away: with tiles of one size, a
/// figure does not depend on how the examples were grouped, to the bit.
public struct ExampleTile {
    /// The rows of every tile.
    public static let rowCount = 256

    /// The examples, `[rowCount, elements]` in [0, 1].
    public let x: Tensor
    /// The number of each row's example in its split: names its noise.
    public let rows: [Int]
    /// How many rows count.
    public let count: Int

    /// A tile of `x`, of whose rows the first `count` count.
    ///
    /// - Precondition: `rowCount` rows.
    public init(x: Tensor, rows: [Int], count: Int) {
        require(
            x.shape.rank == 2 && x.shape[0] == ExampleTile.rowCount
                && rows.count == ExampleTile.rowCount && count <= ExampleTile.rowCount,
            "ExampleTile: \(x.shape) with \(rows.count) rows, not \(ExampleTile.rowCount)")
        self.x = x
        self.rows = rows
        self.count = count
    }
}
