public import TensorCore
public import Testing

/// Compares the gradients that a tape gives with those measured by nudging each input element.
///
/// The scalar whose gradients are compared is Σ uᵢ yᵢ, y being the function's result and u fixed
/// random numbers; it is summed in `Double`. The slope along an element x is measured with five
/// points, (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12 h: its own error is h⁴ f⁽⁵⁾ / 30, so
/// that h can be large enough for the rounding of `Float` not to matter. Inputs must stay clear of
/// kinks by more than 2 h.
///
/// - Parameters:
///   - inputs: where to compare; gradients by all of them are checked.
///   - tolerance: the largest allowed |a - b| / max(1, |a|, |b|) of two slopes.
///   - seed: of u; printed with a failure.
public func gradientCheck(
    _ inputs: [Tensor], step: Float = 0x1p-5, tolerance: Double = 2e-4, seed: UInt64 = 7,
    sourceLocation: SourceLocation = #_sourceLocation, _ function: ([Variable]) -> Variable
) {
    let tape = Tape()
    let leaves = inputs.map { tape.variable($0) }
    let output = function(leaves)
    var generator = SplitMix64(seed: seed)
    let upstream = generator.tensor(output.shape)
    let gradients = tape.gradients(of: (output * Variable(upstream)).sum())
    compareGradients(
        inputs, leaves.map { gradients[$0] }, upstream, step: step, tolerance: tolerance,
        seed: seed,
        sourceLocation: sourceLocation
    ) { function($0.map { Variable($0) }).value }
}

/// Compares an operation's own rule with slopes measured as `gradientCheck` with a function does.
package func gradientCheck(
    _ operation: TensorCore.Operation, _ inputs: [Tensor], step: Float = 0x1p-5,
    tolerance: Double = 2e-4, seed: UInt64 = 7, sourceLocation: SourceLocation = #_sourceLocation
) {
    let output = operation.forward(inputs)
    var generator = SplitMix64(seed: seed)
    let upstream = generator.tensor(output.shape)
    let gradients = operation.gradients(
        inputs: inputs, output: output, upstream: upstream, needed: inputs.map { _ in true })
    compareGradients(
        inputs, gradients, upstream, step: step, tolerance: tolerance, seed: seed,
        sourceLocation: sourceLocation, { operation.forward($0) })
}

private func compareGradients(
    _ inputs: [Tensor], _ gradients: [Tensor?], _ upstream: Tensor, step: Float, tolerance: Double,
    seed: UInt64, sourceLocation: SourceLocation, _ function: ([Tensor]) -> Tensor
) {
    for (position, input) in inputs.enumerated() {
        guard let gradient = gradients[position], gradient.shape == input.shape else {
            Issue.record(
                "input \(position), \(input.shape): no gradient of that shape",
                sourceLocation: sourceLocation)
            continue
        }
        for index in 0..<input.count {
            func value(at nudge: Float) -> Double {
                var elements = input.elements
                elements[index] += nudge
                var nudged = inputs
                nudged[position] = Tensor(elements, shape: input.shape)
                return zip(function(nudged).elements, upstream.elements)
                    .reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
            let near = value(at: step) - value(at: -step)
            let far = value(at: 2 * step) - value(at: -2 * step)
            let measured = (8 * near - far) / (12 * Double(step))
            let given = Double(gradient.elements[index])
            let error = abs(given - measured) / max(1, abs(given), abs(measured))
            if !(error <= tolerance) {
                Issue.record(
                    """
                    input \(position), element \(index) of \(input.shape): the gradient is \
                    \(given), measured \(measured) (error \(error), seed \(seed))
                    """, sourceLocation: sourceLocation)
            }
        }
    }
}
