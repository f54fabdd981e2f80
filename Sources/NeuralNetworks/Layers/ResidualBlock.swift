public import TensorCore

/// Two convolutions beside a short cut: x + conv(act(norm(conv(act(norm(x)))))).
///
/// Shapes: input `[batch, height, width, in]`, output `[batch, height, width, out]`. Where the
/// number of channels changes, the short cut is a convolution of one pixel. (He et al., 2016, with
/// activation first; group normalisation.)
public struct ResidualBlock: Module {
    private let firstNorm: GroupNorm
    private let first: Conv2D
    private let secondNorm: GroupNorm
    private let second: Conv2D
    private let shortcut: Conv2D?
    private let activation: Activation

    /// A block from `inputChannels` to `outputChannels`.
    public init(
        _ inputChannels: Int, _ outputChannels: Int, activation: Activation = .silu,
        in scope: ParameterScope
    ) {
        self.activation = activation
        let three = Size2D(3)
        let one = Size2D(1)
        firstNorm = GroupNorm(
            groups: groupCount(inputChannels), inputChannels, in: scope["norm1"])
        first = Conv2D(
            inputChannels, outputChannels, kernel: three, padding: one, in: scope["conv1"])
        secondNorm = GroupNorm(
            groups: groupCount(outputChannels), outputChannels, in: scope["norm2"])
        second = Conv2D(
            outputChannels, outputChannels, kernel: three, padding: one, in: scope["conv2"])
        shortcut =
            inputChannels == outputChannels
            ? nil : Conv2D(inputChannels, outputChannels, kernel: one, in: scope["shortcut"])
    }

    /// Computes the block.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        var x = first(activation(firstNorm(input, in: pass), in: pass), in: pass)
        x = second(activation(secondNorm(x, in: pass), in: pass), in: pass)
        return (shortcut?(input, in: pass) ?? input) + x
    }
}

/// Up to eight groups of equal size.
public func groupCount(_ channels: Int) -> Int {
    (1...8).last { channels % $0 == 0 } ?? 1
}
