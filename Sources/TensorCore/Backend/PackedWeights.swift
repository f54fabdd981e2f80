import Synchronization

/// The weights of an arena in the orders that prepared products want: made once, kept until the
/// arena changes.
///
/// Bringing a weight to that order takes as long as a product with a few rows. In training weights
/// change with every step, so there it is part of the product; a model in use keeps the copies.
final class PackedWeights: Sendable {
    /// What a copy is for.
    enum Use: Hashable, Sendable {
        case product(MatrixProduct.Key)
        case convolution(Convolution.Key)
    }

    private struct Key: Hashable, Sendable {
        let offset: Int
        let use: Use
    }

    // Every batch size may want an order of its own; a program that uses many should not keep all.
    private static let limit = 64

    private let copies = Mutex([Key: Storage?]())

    /// Forgets all copies, because the arena changes.
    func forget() { copies.withLock { $0.removeAll() } }

    /// The weight at `offset` of the arena for a use; `pack` makes it where it is not there, or
    /// says with nil that it is best as it is.
    func copy(at offset: Int, for use: Use, pack: () -> Storage?) -> Storage? {
        copies.withLock { copies in
            let key = Key(offset: offset, use: use)
            if let copy = copies[key] { return copy }
            if copies.count >= PackedWeights.limit { copies.removeAll() }
            let copy = pack()
            copies[key] = .some(copy)
            return copy
        }
    }
}
