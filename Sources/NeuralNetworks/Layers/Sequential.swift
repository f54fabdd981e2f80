public import TensorCore

/// Modules one after the other.
///
/// Their scopes are numbered as in PyTorch's `nn.Sequential`: activations count, so that a linear
/// layer behind one is `2`. A layer followed by an activation is computed in one pass with it, where
/// it can.
public struct Sequential: Module {
    private let steps: [any Module]

    /// Modules made in the scopes `0`, `1`, … of `scope`.
    public init(in scope: ParameterScope, _ makers: [(ParameterScope) -> any Module]) {
        let modules = makers.enumerated().map { index, make in make(scope["\(index)"]) }
        var steps = [any Module]()
        for module in modules {
            if let activation = (module as? Activation)?.fused,
                var layer = steps.last as? any FusibleModule, layer.activation == .identity
            {
                layer.activation = activation
                steps[steps.count - 1] = layer
            } else {
                steps.append(module)
            }
        }
        self.steps = steps
    }

    /// Runs the modules in order.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        steps.reduce(input) { $1($0, in: pass) }
    }
}
