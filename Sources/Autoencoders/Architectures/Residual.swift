public import NeuralNetworks
import TensorCore

/// The sizes of a residual encoder; the decoder mirrors it.
///
/// Each level is a residual block with group normalisation, then the picture is halved; the levels
/// end where the shorter side is below 8.
public struct ResidualConfiguration: Sendable, Equatable, Codable {
    /// Channels of the first level; each level doubles them, up to four times as many.
    public var channels: Int
    /// What follows each layer.
    public var activation: Activation

    /// A configuration.
    public init(channels: Int = 16, activation: Activation = .silu) {
        self.channels = channels
        self.activation = activation
    }

    /// Channels of level `index`.
    func channels(at index: Int) -> Int { channels << min(index, 2) }
}

/// A residual encoder.
///
/// Shapes: input `[batch, channels · height · width]`, output `[batch, outputs]`.
struct ResidualEncoder: Module {
    private let input: Unflatten
    private let layers: Sequential
    private let posterior: Linear

    init(
        _ configuration: ResidualConfiguration, channels: Int, size: Size2D, outputs: Int,
        in scope: ParameterScope
    ) {
        let sizes = HalvingLevels(size).sizes
        input = Unflatten(channels: channels, size: size)
        var makers: [(ParameterScope) -> any Module] = [
            {
                Conv2D(
                    channels, configuration.channels(at: 0), kernel: Size2D(3),
                    padding: Size2D(1), in: $0)
            }
        ]
        for level in 0..<sizes.count - 1 {
            let (from, to) = (
                configuration.channels(at: level), configuration.channels(at: level + 1)
            )
            makers.append {
                ResidualBlock(from, from, activation: configuration.activation, in: $0)
            }
            makers.append {
                Conv2D(
                    from, to, kernel: Size2D(4), stride: Size2D(2), padding: Size2D(1), in: $0)
            }
        }
        let last = configuration.channels(at: sizes.count - 1)
        makers.append { ResidualBlock(last, last, activation: configuration.activation, in: $0) }
        makers.append { GroupNorm(groups: groupCount(last), last, in: $0) }
        makers.append { _ in configuration.activation }
        makers.append { _ in Flatten() }
        layers = Sequential(in: scope["layers"], makers)
        let smallest = sizes[sizes.count - 1]
        posterior = Linear(
            last * smallest.height * smallest.width, outputs, in: scope["posterior"])
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        posterior(layers(self.input(input, in: pass), in: pass), in: pass)
    }
}

/// A residual decoder; nearest-neighbour enlargement before each block meets any size.
///
/// Shapes: input `[batch, inputs]`, output `[batch, outputChannels · height · width]`.
struct ResidualDecoder: Module {
    private let layers: Sequential

    init(
        _ configuration: ResidualConfiguration, inputs: Int, outputChannels: Int, size: Size2D,
        in scope: ParameterScope
    ) {
        let sizes = HalvingLevels(size).sizes
        let deepest = sizes.count - 1
        let first = configuration.channels(at: deepest)
        let smallest = sizes[deepest]
        var makers: [(ParameterScope) -> any Module] = [
            { Linear(inputs, first * smallest.height * smallest.width, in: $0) },
            { _ in Unflatten(channels: first, size: smallest) },
            { ResidualBlock(first, first, activation: configuration.activation, in: $0) },
        ]
        for level in (0..<deepest).reversed() {
            let (from, to) = (
                configuration.channels(at: level + 1), configuration.channels(at: level)
            )
            makers.append { _ in Upsample(to: sizes[level]) }
            makers.append {
                ResidualBlock(from, to, activation: configuration.activation, in: $0)
            }
        }
        let last = configuration.channels(at: 0)
        makers.append { GroupNorm(groups: groupCount(last), last, in: $0) }
        makers.append { _ in configuration.activation }
        makers.append {
            Conv2D(last, outputChannels, kernel: Size2D(3), padding: Size2D(1), in: $0)
        }
        makers.append { _ in Flatten() }
        layers = Sequential(in: scope["layers"], makers)
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        layers(input, in: pass)
    }
}
