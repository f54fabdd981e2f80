import CKernels
import Platform

/// An immutable array of `Float` in up to five dimensions, row-major.
///
/// A tensor is a value: copying it shares the memory, and nothing changes it once it is made.
/// Operations that can be differentiated are those of `Variable`.
public struct Tensor: Sendable {
    /// The sizes of the dimensions.
    public let shape: Shape
    let storage: Storage
    let offset: Int

    init(shape: Shape, storage: Storage, offset: Int = 0) {
        self.shape = shape
        self.storage = storage
        self.offset = offset
    }

    /// A tensor whose elements `body` writes, all of them.
    public init(shape: Shape, _ body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        let storage = Storage(count: shape.count)
        try body(UnsafeMutableBufferPointer(start: storage.pointer, count: shape.count))
        self.init(shape: shape, storage: storage)
    }

    /// A tensor of the given elements, in row-major order.
    ///
    /// - Precondition: as many elements as `shape` has.
    public init(_ elements: some Collection<Float>, shape: Shape) {
        require(
            elements.count == shape.count,
            "Tensor: \(elements.count) elements do not fill \(shape)")
        self.init(shape: shape) { _ = $0.update(fromContentsOf: elements) }
    }

    /// A tensor of rank 1.
    public init(_ elements: [Float]) { self.init(elements, shape: [elements.count]) }

    /// A scalar: a tensor of rank 0.
    public init(_ value: Float) { self.init(repeating: value, shape: []) }

    /// A tensor with every element the same.
    public init(repeating value: Float, shape: Shape) {
        self.init(shape: shape) { $0.update(repeating: value) }
    }

    /// A tensor of zeros.
    public static func zeros(_ shape: Shape) -> Tensor { Tensor(repeating: 0, shape: shape) }

    /// The number of elements.
    public var count: Int { shape.count }

    /// Calls `body` with the elements in row-major order; the pointer is valid only inside.
    public func withUnsafeElements<Result, Problem: Error>(
        _ body: (UnsafeBufferPointer<Float>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        try withExtendedLifetime(storage) { () throws(Problem) -> Result in
            try body(UnsafeBufferPointer(start: pointer, count: count))
        }
    }

    /// The elements in row-major order.
    public var elements: [Float] { withUnsafeElements { Array($0) } }

    /// The only element.
    ///
    /// - Precondition: there is exactly one.
    public var item: Float {
        require(count == 1, "Tensor.item: \(shape) has \(count) elements, not 1")
        return withUnsafeElements { $0[0] }
    }

    /// The same elements under another shape; no copy.
    ///
    /// - Precondition: as many elements as before.
    public func reshaped(to shape: Shape) -> Tensor {
        require(
            shape.count == count,
            "reshape: \(self.shape) does not have as many elements as \(shape)")
        return Tensor(shape: shape, storage: storage, offset: offset)
    }

    /// Row `index` of the outermost dimension, without a copy.
    public func row(_ index: Int) -> Tensor {
        rows(index..<index + 1).reshaped(to: shape.removing(axis: 0))
    }

    /// Rows of the outermost dimension, without a copy.
    ///
    /// - Precondition: the tensor has such rows.
    public func rows(_ range: Range<Int>) -> Tensor {
        require(
            shape.rank > 0 && range.lowerBound >= 0 && range.upperBound <= shape[0],
            "rows: \(range) is not within \(shape)")
        let size = shape.product(1..<shape.rank)
        return Tensor(
            shape: shape.replacing(axis: 0, with: range.count), storage: storage,
            offset: offset + range.lowerBound * size)
    }

    /// Whether no element is infinite or NaN.
    public var isFinite: Bool {
        withUnsafeElements { elements in
            elements.baseAddress.map { vae_all_finite($0, count) } ?? true
        }
    }

    // Kernels read through this; the caller keeps the tensor alive across the call.
    var pointer: UnsafeMutablePointer<Float> { storage.pointer + offset }
}
