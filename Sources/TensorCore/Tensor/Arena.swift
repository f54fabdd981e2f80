import CKernels
import Platform

/// Flat memory for the parameters of a model, which an optimiser changes in place between steps.
///
/// Tensors over an arena see its present content: they are valid until the next change.
package final class Arena: Sendable {
    /// The number of floats.
    package let count: Int
    private let storage: Storage

    /// An arena of zeros.
    package init(count: Int) {
        self.count = count
        storage = Storage(count: count, packed: PackedWeights())
        storage.pointer.update(repeating: 0, count: count)
    }

    /// A copy of another arena's present content.
    package convenience init(copying other: Arena) {
        self.init(count: other.count)
        other.withUnsafeElements { source in
            withUnsafeMutableElements { _ = $0.update(fromContentsOf: source) }
        }
    }

    /// A view of `shape.count` floats from `offset` on.
    package func tensor(at offset: Int, shape: Shape) -> Tensor {
        require(
            offset >= 0 && offset + shape.count <= count,
            "Arena: \(shape) at \(offset) is not within \(count)")
        return Tensor(shape: shape, storage: storage, offset: offset)
    }

    /// Calls `body` with all floats, to read.
    package func withUnsafeElements<Result>(
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        try withExtendedLifetime(storage) {
            try body(UnsafeBufferPointer(start: storage.pointer, count: count))
        }
    }

    /// Calls `body` with all floats, to change.
    ///
    /// No tensor over the arena may be in use.
    package func withUnsafeMutableElements<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        storage.packed?.forget()
        return try withExtendedLifetime(storage) {
            try body(UnsafeMutableBufferPointer(start: storage.pointer, count: count))
        }
    }
}
