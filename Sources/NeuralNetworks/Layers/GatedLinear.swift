public import TensorCore

/// A gated dense layer: (x Wᵀ + b) σ(x Vᵀ + c).
///
/// Shapes: input `[batch, inputs]`, output `[batch, outputs]`. (Dauphin et al., 2017; in VAEs:
/// Tomczak and Welling, 2018.)
public struct GatedLinear: Module {
    private let value: Linear
    private let gate: Linear

    /// A layer from `inputs` to `outputs` values.
    public init(_ inputs: Int, _ outputs: Int, in scope: ParameterScope) {
        value = Linear(inputs, outputs, in: scope["value"])
        var gate = Linear(inputs, outputs, in: scope["gate"])
        gate.activation = .sigmoid
        self.gate = gate
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        value(input, in: pass) * gate(input, in: pass)
    }
}
