public import TensorCore

/// An activation function as a module, by its usual name.
public enum Activation: String, Module, CaseIterable, Codable {
    /// max(x, 0)
    case relu
    /// x where x > 0, else 0.01 x
    case leakyReLU = "leaky-relu"
    /// x / (1 + e^-x)
    case silu
    /// x Φ(x)
    case gelu
    /// tanh x
    case tanh
    /// 1 / (1 + e^-x)
    case sigmoid
    /// ln(1 + e^x)
    case softplus
    /// x
    case identity

    /// Applies the function.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        switch self {
        case .relu: input.relu()
        case .leakyReLU: input.leakyReLU()
        case .silu: input.silu()
        case .gelu: input.gelu()
        case .tanh: input.tanh()
        case .sigmoid: input.sigmoid()
        case .softplus: input.softplus()
        case .identity: input
        }
    }

    /// The form that a linear layer can compute in its own pass, if there is one.
    var fused: FusedActivation? {
        switch self {
        case .relu: .relu
        case .leakyReLU: .leakyReLU(slope: 0.01)
        case .tanh: .tanh
        case .sigmoid: .sigmoid
        case .identity: .identity
        case .silu, .gelu, .softplus: nil
        }
    }
}
