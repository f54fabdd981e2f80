public import NeuralNetworks
public import TensorCore
public import Testing

/// Compares a pass's gradients by parameters with slopes measured by nudging each of their elements.
///
/// The scalar is Σ uᵢ yᵢ with fixed random u, summed in `Double`; the slope takes five points, as in
/// `gradientCheck`. Each evaluation starts from the same generator, so dropout drops the same.
///
/// - Parameters:
///   - step: how far an element is nudged.
///   - tolerance: the largest allowed |a - b| / max(1, |a|, |b|) of two slopes.
///   - skipping: parameters that no gradient reaches.
///   - function: the network's output in a pass.
public func parameterGradientCheck(
    _ parameters: ParameterSet, step: Float = 0x1p-5, tolerance: Double = 2e-4,
    skipping: Set<Parameter> = [],
    sourceLocation: SourceLocation = #_sourceLocation, _ function: (ForwardPass) -> Variable
) {
    let generator = PhiloxGenerator(seed: 3)
    let pass = ForwardPass(training: parameters, generator: generator)
    let output = function(pass)
    var random = SplitMix64(seed: 7)
    let upstream = random.tensor(output.shape)
    let gradients = pass.gradients(of: (output * Variable(upstream)).sum())

    func value(_ parameter: Parameter, _ index: Int, nudge: Float) -> Double {
        let nudged = parameters.copy()
        var elements = parameters[parameter].elements
        elements[index] += nudge
        nudged.set(parameter, to: Tensor(elements, shape: parameter.shape))
        let output = function(ForwardPass(training: nudged, generator: generator)).value
        return zip(output.elements, upstream.elements).reduce(0) {
            $0 + Double($1.0) * Double($1.1)
        }
    }

    for (parameter, gradient) in zip(parameters.parameters, gradients)
    where !skipping.contains(parameter) {
        guard let gradient, gradient.shape == parameter.shape else {
            Issue.record(
                "\(parameter.path): no gradient of shape \(parameter.shape)",
                sourceLocation: sourceLocation)
            continue
        }
        for (index, given) in gradient.elements.enumerated() {
            let near =
                value(parameter, index, nudge: step) - value(parameter, index, nudge: -step)
            let far =
                value(parameter, index, nudge: 2 * step)
                - value(parameter, index, nudge: -2 * step)
            let measured = (8 * near - far) / (12 * Double(step))
            let error = abs(Double(given) - measured) / max(1, abs(Double(given)), abs(measured))
            if !(error <= tolerance) {
                Issue.record(
                    "\(parameter.path)[\(index)]: the gradient is \(given), measured \(measured)",
                    sourceLocation: sourceLocation)
            }
        }
    }
}
