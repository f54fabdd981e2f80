import Platform
public import TensorCore

/// A fully connected layer: y = x Wᵀ + b.
///
/// Shapes: input `[batch, inputs]`, output `[batch, outputs]`, weight `[outputs, inputs]`,
/// bias `[outputs]`.
public struct Linear: Module, FusibleModule {
    /// The weight, `[outputs, inputs]`.
    public let weight: Parameter
    /// The bias, `[outputs]`.
    public let bias: Parameter?
    /// What is applied to the result in the same pass.
    package var activation = FusedActivation.identity

    /// A layer from `inputs` to `outputs` values.
    ///
    /// - Precondition: both sizes at least 1.
    public init(_ inputs: Int, _ outputs: Int, hasBias: Bool = true, in scope: ParameterScope) {
        require(inputs > 0 && outputs > 0, "Linear: sizes \(inputs) and \(outputs)")
        let fan = Fan(input: inputs, output: outputs)
        weight = scope.parameter(
            "weight", shape: [outputs, inputs], fan: fan, initializer: scope.initializer)
        bias =
            hasBias
            ? scope.parameter(
                "bias", shape: [outputs], fan: fan, initializer: scope.initializer.forBiases)
            : nil
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        input.linear(
            weight: pass[weight], bias: bias.map { pass[$0] }, activation: activation)
    }
}
