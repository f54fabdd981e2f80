import TensorCore
import TestSupport
import Testing

/// Copies of weights in the library's own order: invisible, but for the time.
@Suite struct PackedWeightsTests {
    struct Layer: Sendable {
        let operation: TensorCore.Operation
        let input: Shape
        let weight: Shape
        let outputs: Int
    }

    private static let layers: [Layer] = [
        Layer(operation: .linear(.relu), input: [1, 20], weight: [400, 20], outputs: 400),
        Layer(operation: .linear(.identity), input: [33, 7], weight: [5, 7], outputs: 5),
        Layer(operation: .linear(.tanh), input: [0, 7], weight: [5, 7], outputs: 5),
        Layer(
            operation: .convolution(
                ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1)), .relu),
            input: [2, 8, 6, 16], weight: [32, 16, 4, 4], outputs: 32),
        Layer(
            operation: .convolution(
                ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1), isTransposed: true),
                .leakyReLU(slope: 0.1)),
            input: [1, 4, 4, 32], weight: [32, 16, 4, 4], outputs: 16),
        Layer(
            operation: .convolution(
                ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1)), .relu),
            input: [3, 8, 8, 1], weight: [32, 1, 4, 4], outputs: 32),
    ]

    /// An arena with the layer's weight in the middle of it.
    private static func arena(_ layer: Layer, seed: UInt64) -> (Arena, Tensor) {
        let count = layer.weight.count
        let arena = Arena(count: count + 32)
        fill(arena, seed: seed)
        return (arena, arena.tensor(at: 16, shape: layer.weight))
    }

    private static func fill(_ arena: Arena, seed: UInt64) {
        arena.withUnsafeMutableElements {
            _ = $0.update(fromContentsOf: Formula.tensor(seed, [$0.count]).elements)
        }
    }

    @Test(arguments: layers.indices) func theyGiveWhatTheWeightsGive(index: Int) {
        let layer = Self.layers[index]
        let (_, weight) = Self.arena(layer, seed: 1)
        let inputs = [
            Formula.tensor(2, layer.input), weight, Formula.tensor(3, [layer.outputs]),
        ]
        let plain = layer.operation.forward(inputs)
        let kept = layer.operation.forward(inputs, keepsWeights: true)
        expectClose(kept, plain.elements.map(Double.init), tolerance: 1e-5)
        #expect(layer.operation.forward(inputs, keepsWeights: true).elements == kept.elements)
    }

    @Test(arguments: layers.indices) func theyFollowTheArena(index: Int) {
        let layer = Self.layers[index]
        let (arena, weight) = Self.arena(layer, seed: 1)
        let inputs = [
            Formula.tensor(2, layer.input), weight, Formula.tensor(3, [layer.outputs]),
        ]
        let before = layer.operation.forward(inputs, keepsWeights: true)
        Self.fill(arena, seed: 9)
        let after = layer.operation.forward(inputs, keepsWeights: true)
        expectClose(
            after, layer.operation.forward(inputs).elements.map(Double.init), tolerance: 1e-5)
        #expect(after.count == 0 || after.elements != before.elements)
    }
}
