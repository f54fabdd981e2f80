public import TensorCore

/// How a parameter starts.
public enum Initializer: String, Sendable, CaseIterable, Codable {
    /// PyTorch's default for linear layers and convolutions, weights and biases alike:
    /// uniform in ± 1 / √fanIn.
    case pytorch
    /// Uniform with variance 2 / fanIn; biases 0. (He et al., 2015.)
    case kaimingUniform = "kaiming-uniform"
    /// Normal with variance 2 / fanIn; biases 0. (He et al., 2015.)
    case kaimingNormal = "kaiming-normal"
    /// Uniform with variance 2 / (fanIn + fanOut); biases 0. (Glorot and Bengio, 2010.)
    case xavierUniform = "xavier-uniform"
    /// Normal with variance 2 / (fanIn + fanOut); biases 0. (Glorot and Bengio, 2010.)
    case xavierNormal = "xavier-normal"
    /// All zeros.
    case zeros
    /// All ones.
    case ones

    /// What biases get where weights start like this.
    var forBiases: Initializer { self == .pytorch ? .pytorch : .zeros }

    /// A starting value.
    public func callAsFunction(
        _ shape: Shape, fan: Fan, using generator: inout PhiloxGenerator
    ) -> Tensor {
        let (input, sum) = (Float(max(fan.input, 1)), Float(max(fan.input + fan.output, 1)))
        switch self {
        case .pytorch: return uniform(1 / input.squareRoot())
        case .kaimingUniform: return uniform((6 / input).squareRoot())
        case .kaimingNormal: return normal((2 / input).squareRoot())
        case .xavierUniform: return uniform((6 / sum).squareRoot())
        case .xavierNormal: return normal((2 / sum).squareRoot())
        case .zeros: return .zeros(shape)
        case .ones: return Tensor(repeating: 1, shape: shape)
        }

        func uniform(_ bound: Float) -> Tensor {
            Variable(generator.uniform(shape)).scaled(by: 2 * bound, plus: -bound).value
        }

        func normal(_ deviation: Float) -> Tensor {
            Variable(generator.normal(shape)).scaled(by: deviation).value
        }
    }
}
