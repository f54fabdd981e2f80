public import TensorCore

/// The name and place of one parameter tensor; its value lives in a `ParameterSet`.
public struct Parameter: Sendable, Hashable {
    /// The dotted path, as in a PyTorch `state_dict`: `encoder.layers.0.weight`.
    public let path: String
    /// The shape, oriented as in PyTorch.
    public let shape: Shape
    /// The position among the parameters of its model.
    public let index: Int
    /// Where it begins in the flat memory of a `ParameterSet`, in floats.
    package let offset: Int
    let initializer: Initializer
    let fan: Fan
}

/// How many inputs and outputs a weight joins; initialisers scale by them.
public struct Fan: Sendable, Hashable {
    /// Values that flow into one output.
    public let input: Int
    /// Values that one input flows into.
    public let output: Int

    /// A fan of the given sizes.
    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }
}
