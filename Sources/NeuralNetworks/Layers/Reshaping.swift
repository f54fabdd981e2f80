public import TensorCore

/// Pictures, channels last, as rows in the order of PyTorch's `flatten`: channel, row, column.
public struct Flatten: Module {
    /// The layer.
    public init() {}

    /// `[batch, height, width, channels]` to `[batch, channels · height · width]`.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        let channelsFirst = input.shape[3] == 1 ? input : input.transposed(0, 3, 1, 2)
        return channelsFirst.reshaped(to: [input.shape[0], input.shape.product(1..<4)])
    }
}

/// Rows in the order channel, row, column as pictures, channels last.
public struct Unflatten: Module {
    private let channels: Int
    private let size: Size2D

    /// Rows of `channels` pictures of the given size.
    public init(channels: Int, size: Size2D) {
        self.channels = channels
        self.size = size
    }

    /// `[batch, channels · height · width]` to `[batch, height, width, channels]`.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        let batch = input.shape[0]
        guard channels > 1 else {
            return input.reshaped(to: [batch, size.height, size.width, 1])
        }
        return input.reshaped(to: [batch, channels, size.height, size.width])
            .transposed(0, 2, 3, 1)
    }
}
