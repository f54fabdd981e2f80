import TensorCore
import TestSupport
import Testing

/// Products in bfloat16 and their gradients; where the processor lacks it, as oneDNN emulates it.
@Suite(.enabled(if: Precision.bfloat16.isComputable)) struct BFloat16Tests {
    /// A layer whose product is computed.
    struct Layer: Sendable, CustomTestStringConvertible {
        let input: Shape
        let weight: Shape
        /// Nil for a linear layer.
        var geometry: ConvolutionGeometry?

        var testDescription: String { "\(input) \(weight)" }
        var outputs: Int { weight[geometry?.isTransposed == true ? 1 : 0] }

        func callAsFunction(
            _ x: Variable, _ weight: Variable, _ bias: Variable, _ activation: FusedActivation
        ) -> Variable {
            guard let geometry else {
                return x.linear(weight: weight, bias: bias, activation: activation)
            }
            return x.convolution(
                weight: weight, bias: bias, geometry: geometry, activation: activation)
        }
    }

    private static let halving = ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1))
    private static let doubling = ConvolutionGeometry(
        stride: Size2D(2), padding: Size2D(1), isTransposed: true)

    static let layers = [
        Layer(input: [1, 1], weight: [1, 1]), Layer(input: [5, 7], weight: [3, 7]),
        Layer(input: [64, 784], weight: [400, 784]),
        Layer(input: [3, 16, 16, 8], weight: [16, 8, 4, 4], geometry: halving),
        Layer(
            input: [2, 8, 8, 5], weight: [7, 5, 3, 3],
            geometry: ConvolutionGeometry(padding: Size2D(1))),
        Layer(
            input: [3, 14, 12, 16], weight: [24, 16, 1, 1],
            geometry: ConvolutionGeometry(stride: Size2D(2))),
        Layer(input: [3, 8, 8, 16], weight: [16, 8, 4, 4], geometry: doubling),
        Layer(
            input: [1, 2, 20, 16], weight: [16, 8, 1, 1],
            geometry: ConvolutionGeometry(
                stride: Size2D(2), outputPadding: Size2D(1), isTransposed: true)),
        // Few channels on one side: products of columns.
        Layer(input: [3, 16, 16, 3], weight: [16, 3, 4, 4], geometry: halving),
        Layer(input: [3, 8, 8, 16], weight: [16, 1, 4, 4], geometry: doubling),
    ]

    /// The result, and the gradients by input, weight and bias where its own is `upstream`.
    private func results(
        of layer: Layer, _ inputs: [Tensor], upstream: (Shape) -> Tensor,
        activation: FusedActivation = .identity, in precision: Precision
    ) throws -> [Tensor] {
        let tape = Tape(precision: precision)
        let leaves = inputs.map { tape.variable($0) }
        let output = layer(leaves[0], leaves[1], leaves[2], activation)
        let gradients = tape.gradients(of: (output * Variable(upstream(output.shape))).sum())
        return [output.value] + (try leaves.map { try #require(gradients[$0]) })
    }

    private func inputs(of layer: Layer) -> [Tensor] {
        [layer.input, layer.weight, [layer.outputs]].enumerated().map {
            Formula.tensor(UInt64($0.offset), $0.element)
        }
    }

    /// The nearest numbers of 8 bits of precision.
    private func rounded(_ tensor: Tensor) -> Tensor {
        Tensor(
            tensor.elements.map { x in
                let unit = Float(sign: .plus, exponent: x.exponent - 7, significand: 1)
                return x == 0 ? 0 : (x / unit).rounded(.toNearestOrEven) * unit
            }, shape: tensor.shape)
    }

    @Test(arguments: layers, [FusedActivation.identity, .relu, .leakyReLU(slope: 0.25)])
    func itIsTheProductOfRoundedInputs(_ layer: Layer, _ activation: FusedActivation) throws {
        let inputs = inputs(of: layer)
        // Rounded already, so that what is rounded backwards is the same on both sides.
        let upstream = { (shape: Shape) in rounded(Formula.tensor(3, shape)) }
        let got = try results(
            of: layer, inputs, upstream: upstream, activation: activation, in: .bfloat16)
        let expected = try results(
            of: layer, [rounded(inputs[0]), rounded(inputs[1]), inputs[2]], upstream: upstream,
            activation: activation, in: .float32)
        for (name, (got, expected)) in zip(["y", "dx", "dw", "db"], zip(got, expected)) {
            expectClose(got, expected.elements.map(Double.init), tolerance: 1e-5, name)
        }
    }

    @Test(arguments: layers)
    func itIsNearTheProductOfFloats(_ layer: Layer) throws {
        let inputs = inputs(of: layer)
        let upstream = { (shape: Shape) in Formula.tensor(3, shape) }
        let got = try results(of: layer, inputs, upstream: upstream, in: .bfloat16)
        let expected = try results(of: layer, inputs, upstream: upstream, in: .float32)
        // What the terms of each sum add up to without their signs, but for the bias.
        let sizes = try results(
            of: layer, [inputs[0].magnitudes, inputs[1].magnitudes, .zeros(inputs[2].shape)],
            upstream: { upstream($0).magnitudes }, in: .float32)
        for index in 0..<3 {
            let errors = zip(got[index].elements, expected[index].elements).map { abs($0 - $1) }
            // Each of two factors is off by half a unit, 2^-8 of it, at most.
            let bounds = sizes[index].elements.map { $0 * (0x1p-7 + 0x1p-16) + 1e-6 }
            #expect(zip(errors, bounds).allSatisfy { $0 <= $1 }, "\(index)")
            #expect(errors.contains { $0 > 1e-5 }, "\(index): nothing was rounded")
        }
        // A bias is no factor: its gradient is a sum of floats.
        expectClose(got[3], expected[3].elements.map(Double.init), tolerance: 2e-6, "db")
    }

    @Test func aMatrixProductIsRoundedToo() throws {
        let inputs = [Formula.tensor(0, [9, 20]), Formula.tensor(1, [20, 6])]
        func results(_ inputs: [Tensor], in precision: Precision) throws -> [Tensor] {
            let tape = Tape(precision: precision)
            let leaves = inputs.map { tape.variable($0) }
            let product = leaves[0].matrixProduct(leaves[1])
            let upstream = Variable(rounded(Formula.tensor(3, product.shape)))
            let gradients = tape.gradients(of: (product * upstream).sum())
            return [product.value] + (try leaves.map { try #require(gradients[$0]) })
        }
        let got = try results(inputs, in: .bfloat16)
        let expected = try results(inputs.map { rounded($0) }, in: .float32)
        for (got, expected) in zip(got, expected) {
            expectClose(got, expected.elements.map(Double.init), tolerance: 1e-5)
        }
    }

    @Test func partsOfOneMemoryAreRoundedApart() {
        let whole = Formula.tensor(0, [8, 20])
        let weight = Formula.tensor(1, [6, 20])
        let tape = Tape(precision: .bfloat16)
        let matrix = tape.variable(weight)
        for range in [0..<4, 4..<8, 0..<8, 4..<5] {
            let got = Variable(whole.rows(range)).linear(weight: matrix, bias: nil)
            let expected = Variable(rounded(whole.rows(range)))
                .linear(weight: Variable(rounded(weight)), bias: nil)
            expectClose(got.value, expected.value.elements.map(Double.init), tolerance: 1e-6)
        }
    }

    @Test func whatIsNotRecordedIsComputedInFloats() {
        let (x, weight) = (Formula.tensor(0, [5, 30]), Formula.tensor(1, [7, 30]))
        let recorded = Variable(x).linear(weight: Tape().variable(weight), bias: nil)
        let plain = Variable(x).linear(weight: Variable(weight), bias: nil)
        let inBFloat16 = Variable(x)
            .linear(weight: Tape(precision: .bfloat16).variable(weight), bias: nil)
        #expect(bits(plain.value) == bits(recorded.value))
        #expect(bits(plain.value) != bits(inBFloat16.value))
    }
}

extension Tensor {
    fileprivate var magnitudes: Tensor { Tensor(elements.map { abs($0) }, shape: shape) }
}
