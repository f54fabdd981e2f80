import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Layers against PyTorch in double precision, and their gradients against measured slopes.
@Suite struct LayerTests {
    @Test(arguments: try NetworkFixture.load().layers)
    func valuesAndGradientsAreThoseOfPyTorch(_ fixture: NetworkFixture.Layer) throws {
        let network = try Network(fixture.name)
        #expect(network.parameters.parameters.map(\.path) == fixture.paths)
        #expect(network.parameters.parameters.map(\.shape.dimensions) == fixture.shapes)
        Formula.fill(network.parameters, scale: 1)
        let x = Formula.tensor(1, [5, 6], scale: 2)

        for module in [network.module] + network.unfused {
            let pass = ForwardPass(
                training: network.parameters, generator: PhiloxGenerator(seed: 1))
            let output = module(Variable(x), in: pass)
            expectClose(output.value, fixture.output, tolerance: 2e-6, "output")
            let upstream = Formula.tensor(2, output.shape)
            let gradients = pass.gradients(of: (output * Variable(upstream)).sum())
            for (path, (gradient, expected)) in zip(
                fixture.paths, zip(gradients, fixture.gradients))
            {
                expectClose(try #require(gradient), expected, tolerance: 5e-6, path)
            }

            let tape = Tape()
            let input = tape.variable(x)
            let inference = ForwardPass(inference: network.parameters)
            let again = module(input, in: inference)
            #expect(bits(again.value) == bits(output.value))
            let inputGradient = tape.gradients(of: (again * Variable(upstream)).sum())[input]
            expectClose(
                try #require(inputGradient), fixture.inputGradient, tolerance: 5e-6, "input")
        }
    }

    @Test(arguments: try NetworkFixture.load().layers.map(\.name))
    func gradientsAreTheSlopes(_ name: String) throws {
        let network = try Network(name)
        Formula.fill(network.parameters, scale: 1)
        // Inputs of a size that keeps every hidden unit clear of the kinks at 0.
        let x = Formula.tensor(1, [2, 6], scale: 4)
        parameterGradientCheck(network.parameters, step: 0x1p-7, tolerance: 1e-3) {
            network.module(Variable(x), in: $0)
        }
        gradientCheck([x], step: 0x1p-7, tolerance: 1e-3) {
            network.module($0[0], in: ForwardPass(inference: network.parameters))
        }
    }

    @Test func gradientsThroughDropoutAreTheSlopes() {
        let scope = ParameterScope()
        let module = Sequential(
            in: scope,
            [
                { Linear(4, 9, in: $0) }, { _ in Dropout(probability: 0.5) },
                { _ in Activation.tanh }, { Linear(9, 2, in: $0) },
            ])
        let parameters = ParameterSet(zeros: scope.parameters)
        Formula.fill(parameters, scale: 1)
        #expect(
            scope.parameters.map(\.path) == ["0.weight", "0.bias", "3.weight", "3.bias"])
        parameterGradientCheck(parameters) {
            module(Variable(Formula.tensor(1, [3, 4])), in: $0)
        }
    }

    @Test func aParameterThatIsNotUsedHasNoGradient() {
        let scope = ParameterScope()
        let used = Linear(2, 1, in: scope["used"])
        _ = Linear(2, 1, in: scope["unused"])
        let parameters = ParameterSet(zeros: scope.parameters)
        let pass = ForwardPass(training: parameters, generator: PhiloxGenerator(seed: 1))
        let gradients = pass.gradients(
            of: used(Variable(Tensor([1, 2], shape: [1, 2])), in: pass).sum())
        #expect(gradients.map { $0?.elements } == [[1, 2], [1], nil, nil])
    }

    @Test func aParameterUsedTwiceGetsBothGradients() {
        let scope = ParameterScope()
        let layer = Linear(1, 1, hasBias: false, in: scope)
        let parameters = ParameterSet(zeros: scope.parameters)
        parameters.set(layer.weight, to: Tensor([3], shape: [1, 1]))
        let pass = ForwardPass(training: parameters, generator: PhiloxGenerator(seed: 1))
        let output = layer(layer(Variable(Tensor([5], shape: [1, 1])), in: pass), in: pass)
        #expect(output.value.elements == [45])
        #expect(pass.gradients(of: output.sum())[0]?.elements == [30])
    }
}

/// The network of a fixture, computed fused and, where it has an activation, step by step.
private struct Network {
    let module: any Module
    let unfused: [any Module]
    let parameters: ParameterSet

    init(_ name: String) throws {
        let scope = ParameterScope()
        switch name {
        case "linear", "linear without bias":
            module = Linear(6, 3, hasBias: name == "linear", in: scope)
            unfused = []
        default:
            let activation = try #require(Activation(rawValue: name))
            module = Sequential(
                in: scope,
                [{ Linear(6, 7, in: $0) }, { _ in activation }, { Linear(7, 3, in: $0) }])
            let other = ParameterScope()
            unfused = [
                StepByStep(
                    first: Linear(6, 7, in: other["0"]), activation: activation,
                    last: Linear(7, 3, in: other["2"]))
            ]
        }
        parameters = ParameterSet(zeros: scope.parameters)
    }
}

private struct StepByStep: Module {
    let first: Linear
    let activation: Activation
    let last: Linear

    func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        last(activation(first(input, in: pass), in: pass), in: pass)
    }
}
