import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Layers on pictures against PyTorch in double precision, in training and outside.
@Suite struct PictureLayerTests {
    private static let tolerance = 1e-5

    @Test(arguments: try NetworkFixture.load().pictureLayers)
    func trainingIsThatOfPyTorch(_ fixture: NetworkFixture.PictureLayer) throws {
        let layer = try PictureLayer(fixture)
        #expect(layer.own.map(\.path) == fixture.paths)
        let pass = ForwardPass(training: layer.parameters, generator: PhiloxGenerator(seed: 1))
        let output = layer(in: pass)
        expectClose(output.value, fixture.output, tolerance: Self.tolerance, "output")

        let upstream = Variable(Formula.tensor(2, output.shape))
        let gradients = pass.gradients(of: (output * upstream).sum())
        for (parameter, gradient) in zip(layer.parameters.parameters, gradients) {
            if layer.running.contains(parameter) {
                #expect(gradient == nil)
                #expect(fixture.gradients[parameter.path] == nil)
                continue
            }
            let expected =
                parameter == layer.input
                ? fixture.inputGradient : try #require(fixture.gradients[parameter.path])
            expectClose(
                try #require(gradient), expected, tolerance: 2 * Self.tolerance, parameter.path)
        }
    }

    @Test(arguments: try NetworkFixture.load().pictureLayers)
    func inferenceIsThatOfPyTorch(_ fixture: NetworkFixture.PictureLayer) throws {
        let layer = try PictureLayer(fixture)
        let tape = Tape()
        let x = tape.variable(layer.parameters[layer.input])
        let pass = ForwardPass(inference: layer.parameters)
        let output = layer.module(x, in: pass)
        expectClose(output.value, fixture.inference, tolerance: Self.tolerance, "output")
        let upstream = Variable(Formula.tensor(2, output.shape))
        let gradient = tape.gradients(of: (output * upstream).sum())[x]
        expectClose(
            try #require(gradient), fixture.inferenceInputGradient, tolerance: 2 * Self.tolerance,
            "input")
        #expect(pass.updates.isEmpty)
    }

    @Test(arguments: try NetworkFixture.load().pictureLayers)
    func runningAveragesAreThoseOfPyTorch(_ fixture: NetworkFixture.PictureLayer) throws {
        let layer = try PictureLayer(fixture)
        let before = layer.parameters.copy()
        let pass = ForwardPass(training: layer.parameters, generator: PhiloxGenerator(seed: 1))
        _ = layer(in: pass)
        #expect(Set(pass.updates.map(\.parameter.path)) == Set(fixture.running.keys))
        for (parameter, value) in pass.updates {
            // The pass itself changes nothing.
            #expect(bits(layer.parameters[parameter]) == bits(before[parameter]))
            layer.parameters.set(parameter, to: value)
            let expected = try #require(fixture.running[parameter.path])
            expectClose(
                layer.parameters[parameter], expected, tolerance: Self.tolerance, parameter.path)
        }
    }

    /// Smooth layers with parameters; gradients through all of them against measured slopes.
    static let sloped = [
        "Conv2D", "ConvTranspose2D", "BatchNorm2D", "LayerNorm", "GroupNorm", "ResidualBlock",
        "GatedLinear", "Sequential",
    ]

    @Test(arguments: sloped)
    func gradientsAreTheSlopes(_ name: String) throws {
        let fixture = try #require(
            try NetworkFixture.load().pictureLayers.first { $0.name == name })
        let layer = try PictureLayer(fixture)
        parameterGradientCheck(
            layer.parameters, step: 0x1p-6, tolerance: 2e-3, skipping: Set(layer.running)
        ) { layer(in: $0) }
    }

    @Test(arguments: [Initializer.pytorch, .kaimingUniform, .xavierUniform])
    func convolutionsStartAsInPyTorch(_ initializer: Initializer) throws {
        let scope = ParameterScope(initializer: initializer)
        // PyTorch counts inputs by the second dimension of the weight: 10 · 12 and 40 · 12 values.
        let kernel = Size2D(height: 3, width: 4)
        let layer = Conv2D(10, 40, kernel: kernel, in: scope["a"])
        let transposed = ConvTranspose2D(10, 40, kernel: kernel, in: scope["b"])
        var generator = PhiloxGenerator(seed: 3)
        let parameters = ParameterSet(scope.parameters, using: &generator)
        for (weight, bias, inputs) in [
            (layer.weight, layer.bias, 120.0), (transposed.weight, transposed.bias, 480.0),
        ] {
            let bound =
                switch initializer {
                case .pytorch: 1 / inputs.squareRoot()
                case .kaimingUniform: (6 / inputs).squareRoot()
                default: (6.0 / 600).squareRoot()
                }
            let largest = parameters[weight].elements.map { Double(abs($0)) }.max() ?? 0
            #expect(largest <= bound * (1 + 1e-6) && largest > 0.999 * bound)
            let offset = parameters[try #require(bias)].elements.map { Double(abs($0)) }.max() ?? 0
            if initializer == .pytorch {
                #expect(offset <= bound * (1 + 1e-6) && offset > 0.8 * bound)
            } else {
                #expect(offset == 0)
            }
        }
    }
}
