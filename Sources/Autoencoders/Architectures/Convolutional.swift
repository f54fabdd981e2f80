public import NeuralNetworks
import TensorCore

/// The sizes of a convolutional encoder; the decoder mirrors it.
///
/// Kernels of 4 with stride 2 halve the picture until its shorter side is below 8; dense layers
/// follow. (Burgess et al., "Understanding disentangling in β-VAE", 2018, appendix.)
public struct ConvolutionalConfiguration: Sendable, Equatable, Codable {
    /// Channels of each level.
    public var channels: Int
    /// Units of the dense layers behind the convolutions, first to last.
    public var hidden: [Int]
    /// What follows each layer.
    public var activation: Activation

    /// A configuration; the defaults are those of Burgess et al.
    public init(
        channels: Int = 32, hidden: [Int] = [256, 256], activation: Activation = .relu
    ) {
        self.channels = channels
        self.hidden = hidden
        self.activation = activation
    }
}

/// The sizes that a picture passes through when it is halved level by level.
struct HalvingLevels {
    /// The picture's size, and that after each level; the last is the smallest.
    let sizes: [Size2D]

    /// Halves while the shorter side is at least 8; odd sizes are rounded down.
    init(_ size: Size2D) {
        var sizes = [size]
        var next = size
        while min(next.height, next.width) >= 8 {
            next = Size2D(height: next.height / 2, width: next.width / 2)
            sizes.append(next)
        }
        self.sizes = sizes
    }

    var smallest: Size2D { sizes[sizes.count - 1] }
}

/// A convolutional encoder; parameters `layers.0.weight`, … , `posterior.weight`.
///
/// Shapes: input `[batch, channels · height · width]`, output `[batch, outputs]`.
struct ConvolutionalEncoder: Module {
    private let input: Unflatten
    private let layers: Sequential
    private let posterior: Linear

    init(
        _ configuration: ConvolutionalConfiguration, channels: Int, size: Size2D, outputs: Int,
        in scope: ParameterScope
    ) {
        let levels = HalvingLevels(size)
        input = Unflatten(channels: channels, size: size)
        var makers = [(ParameterScope) -> any Module]()
        for level in 1..<max(levels.sizes.count, 1) {
            let from = level == 1 ? channels : configuration.channels
            makers.append {
                Conv2D(
                    from, configuration.channels, kernel: Size2D(4), stride: Size2D(2),
                    padding: Size2D(1), in: $0)
            }
            makers.append { _ in configuration.activation }
        }
        makers.append { _ in Flatten() }
        let smallest = levels.smallest
        let last = levels.sizes.count > 1 ? configuration.channels : channels
        let sizes = [last * smallest.height * smallest.width] + configuration.hidden
        makers += denseLayers(sizes, configuration.activation)
        layers = Sequential(in: scope["layers"], makers)
        posterior = Linear(sizes[sizes.count - 1], outputs, in: scope["posterior"])
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        posterior(layers(self.input(input, in: pass), in: pass), in: pass)
    }
}

/// A convolutional decoder; parameters `layers.0.weight`, ….
///
/// Each level doubles the picture; where the encoder rounded an odd size down, the layer's output
/// padding gives the row or column back. Shapes: input `[batch, inputs]`, output
/// `[batch, outputChannels · height · width]`.
struct ConvolutionalDecoder: Module {
    private let layers: Sequential

    init(
        _ configuration: ConvolutionalConfiguration, inputs: Int, outputChannels: Int,
        size: Size2D, in scope: ParameterScope
    ) {
        let sizes = Array(HalvingLevels(size).sizes.reversed())
        let first = sizes.count > 1 ? configuration.channels : outputChannels
        let dense =
            [inputs] + configuration.hidden.reversed() + [first * sizes[0].height * sizes[0].width]
        var makers = denseLayers(dense, configuration.activation)
        if sizes.count == 1 { makers.removeLast() }
        makers.append { _ in Unflatten(channels: first, size: sizes[0]) }
        for level in 1..<max(sizes.count, 1) {
            let isLast = level == sizes.count - 1
            let (from, to) = (sizes[level - 1], sizes[level])
            makers.append {
                ConvTranspose2D(
                    configuration.channels, isLast ? outputChannels : configuration.channels,
                    kernel: Size2D(4), stride: Size2D(2), padding: Size2D(1),
                    outputPadding: Size2D(
                        height: to.height - 2 * from.height, width: to.width - 2 * from.width),
                    in: $0)
            }
            if !isLast { makers.append { _ in configuration.activation } }
        }
        makers.append { _ in Flatten() }
        layers = Sequential(in: scope["layers"], makers)
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        layers(input, in: pass)
    }
}

/// Linear layers between the given sizes, each followed by the activation.
func denseLayers(
    _ sizes: [Int], _ activation: Activation
) -> [(ParameterScope) -> any Module] {
    zip(sizes, sizes.dropFirst()).flatMap { inputs, outputs in
        [{ Linear(inputs, outputs, in: $0) }, { _ in activation }]
            as [(ParameterScope) -> any Module]
    }
}
