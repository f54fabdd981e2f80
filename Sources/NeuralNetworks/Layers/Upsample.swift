public import TensorCore

/// Brings pictures `[batch, height, width, channels]` to a multiple of their size, or to a size.
public struct Upsample: Module {
    private enum Target: Sendable {
        case factor(Int)
        case size(Size2D)
    }

    private let target: Target
    private let resampling: Resampling

    /// An enlargement by a whole factor.
    public init(factor: Int, _ resampling: Resampling = .nearest) {
        target = .factor(factor)
        self.resampling = resampling
    }

    /// A change to the given size.
    public init(to size: Size2D, _ resampling: Resampling = .nearest) {
        target = .size(size)
        self.resampling = resampling
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        let size =
            switch target {
            case .factor(let factor):
                Size2D(height: input.shape[1] * factor, width: input.shape[2] * factor)
            case .size(let size): size
            }
        return input.resampled(to: size, resampling)
    }
}
