/// A row near to what was asked for.
public struct Neighbour: Sendable, Equatable {
    /// The row's number.
    public let row: Int
    /// How far it is, in the measure of the search.
    public let distance: Double

    /// The row at `distance`.
    public init(row: Int, distance: Double) {
        self.row = row
        self.distance = distance
    }
}
