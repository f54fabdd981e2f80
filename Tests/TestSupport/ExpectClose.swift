public import TensorCore
public import Testing

/// Expects every element of `tensor` within `tolerance` max(1, |expected|) of `expected`.
///
/// Expected numbers are rounded to `Float` first: what overflows is expected to be infinite.
/// Infinities must agree in sign, and NaN agrees with NaN alone. One issue is recorded, for the
/// element that is furthest off.
public func expectClose(
    _ tensor: Tensor, _ expected: [Double], tolerance: Double, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard tensor.count == expected.count else {
        Issue.record(
            "\(what) has \(tensor.count) elements, not \(expected.count)",
            sourceLocation: sourceLocation)
        return
    }
    var worst = (error: tolerance, index: -1)
    tensor.withUnsafeElements { elements in
        for (index, element) in elements.enumerated() {
            let error = relativeError(Double(element), Double(Float(expected[index])))
            if error > worst.error { worst = (error, index) }
        }
    }
    guard worst.index >= 0 else { return }
    let (got, want) = (tensor.elements[worst.index], expected[worst.index])
    Issue.record(
        """
        \(what) element \(worst.index) of \(tensor.shape) is \(got), not \(want) \
        (error \(worst.error))
        """,
        sourceLocation: sourceLocation)
}

private func relativeError(_ value: Double, _ expected: Double) -> Double {
    if value.isNaN && expected.isNaN || value == expected { return 0 }
    let error = abs(value - expected) / max(1, abs(expected))
    return error.isFinite && expected.isFinite ? error : .infinity
}
