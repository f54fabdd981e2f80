public import NeuralNetworks
import TensorCore

/// The sizes of a fully connected encoder; the decoder mirrors it.
public struct MLPConfiguration: Sendable, Equatable, Codable {
    /// Units of each hidden layer of the encoder, first to last.
    public var hidden: [Int]
    /// What follows each hidden layer.
    public var activation: Activation
    /// The chance of a hidden unit to be dropped in training.
    public var dropout: Float

    /// A configuration; the defaults are those of the VAE in pytorch/examples.
    public init(hidden: [Int] = [400], activation: Activation = .relu, dropout: Float = 0) {
        self.hidden = hidden
        self.activation = activation
        self.dropout = dropout
    }
}

/// A fully connected encoder: hidden layers, then one linear head for the posterior's parameters.
///
/// Shapes: input `[batch, inputs]`, output `[batch, outputs]`. Parameters: `layers.0.weight`, …,
/// `posterior.weight`.
struct MLPEncoder: Module {
    private let layers: Sequential
    private let posterior: Linear

    init(_ configuration: MLPConfiguration, inputs: Int, outputs: Int, in scope: ParameterScope) {
        layers = Sequential(
            in: scope["layers"],
            hiddenLayers([inputs] + configuration.hidden, configuration))
        posterior = Linear(configuration.hidden.last ?? inputs, outputs, in: scope["posterior"])
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        posterior(layers(input, in: pass), in: pass)
    }
}

/// A fully connected decoder: hidden layers, then one linear layer for the likelihood's parameters.
///
/// Shapes: input `[batch, inputs]`, output `[batch, outputs]`. Parameters: `layers.0.weight`, ….
struct MLPDecoder: Module {
    private let layers: Sequential

    init(_ configuration: MLPConfiguration, inputs: Int, outputs: Int, in scope: ParameterScope) {
        let sizes = [inputs] + configuration.hidden.reversed()
        let last = sizes[sizes.count - 1]
        layers = Sequential(
            in: scope["layers"],
            hiddenLayers(sizes, configuration) + [{ Linear(last, outputs, in: $0) }])
    }

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        layers(input, in: pass)
    }
}

private func hiddenLayers(
    _ sizes: [Int], _ configuration: MLPConfiguration
) -> [(ParameterScope) -> any Module] {
    zip(sizes, sizes.dropFirst()).flatMap { inputs, outputs in
        let layer: [(ParameterScope) -> any Module] = [
            { Linear(inputs, outputs, in: $0) }, { _ in configuration.activation },
        ]
        let dropout = configuration.dropout
        return dropout > 0 ? layer + [{ _ in Dropout(probability: dropout) }] : layer
    }
}
