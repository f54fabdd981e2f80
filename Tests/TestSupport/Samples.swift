public import TensorCore
public import Testing

/// What a fixture keeps of a tensor: its length, its product with random numbers, some elements.
///
/// A wrong element anywhere moves length and product; the elements tell more where they are stored.
public struct Samples: Decodable, Sendable {
    /// The shape of the whole tensor.
    public let shape: [Int]
    /// The root of the sum of its squares.
    public let norm: Double
    /// The sum of its elements times those of stream 8 of `Formula`.
    public let product: Double
    /// From one stored element to the next.
    public let stride: Int
    /// The stored elements.
    public let values: [Double]
}

/// Expects `tensor` to be the one that `samples` are of.
///
/// Elements may be off by `tolerance` times the largest of 1, their size and the root of the mean
/// square of all (where many terms of that size cancel, rounding stays), length and product by
/// `tolerance` times the length.
public func expectClose(
    _ tensor: Tensor, _ samples: Samples, tolerance: Double, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard tensor.shape == Shape(samples.shape) else {
        Issue.record(
            "\(what) has shape \(tensor.shape), not \(samples.shape)",
            sourceLocation: sourceLocation)
        return
    }
    let elements = tensor.elements
    let scale = max(1, samples.norm / Double(elements.count).squareRoot())
    let stored = stride(from: 0, to: elements.count, by: samples.stride).map {
        elements[$0] / Float(scale)
    }
    expectClose(
        Tensor(stored), samples.values.map { $0 / scale }, tolerance: tolerance,
        "\(what), every \(samples.stride) elements in units of \(scale):",
        sourceLocation: sourceLocation)
    let product = elements.enumerated().reduce(0) {
        $0 + Double($1.element) * Double(Formula.unit(8, $1.offset))
    }
    let allowed = tolerance * max(1, samples.norm)
    let norm = tensor.sumOfSquares.squareRoot()
    if !(abs(norm - samples.norm) <= allowed && abs(product - samples.product) <= allowed) {
        Issue.record(
            """
            \(what) has length \(norm) and product \(product), not \(samples.norm) and \
            \(samples.product)
            """, sourceLocation: sourceLocation)
    }
}
