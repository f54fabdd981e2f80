import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Twenty steps of a linear regression against PyTorch in double precision.
@Suite struct OptimizerTests {
    @Test(arguments: try NetworkFixture.load().optimizers)
    func stepsAreThoseOfPyTorch(_ fixture: NetworkFixture.Trajectory) throws {
        let regression = Regression()
        let (optimizer, learningRate) = try #require(
            Self.optimizer(fixture.name, regression.parameters.parameters))
        #expect(fixture.steps.count == 20)
        for (index, expected) in fixture.steps.enumerated() {
            regression.step(optimizer, learningRate: learningRate)
            expectClose(regression.values, expected, tolerance: 5e-6, "step \(index + 1)")
            #expect(optimizer.stepCount == index + 1)
        }
    }

    @Test(arguments: [
        (OptimizerName.sgd, "sgd momentum"), (.adam, "adam"), (.adamW, "adamw"),
        (.adamax, "adamax"), (.rmsprop, "rmsprop"),
    ])
    func namesStandForTheUsualConstants(_ name: OptimizerName, _ fixtureName: String) throws {
        let fixture = try #require(
            try NetworkFixture.load().optimizers.first { $0.name == fixtureName })
        let regression = Regression()
        let optimizer = name.make(for: regression.parameters.parameters)
        for _ in 0..<20 { regression.step(optimizer, learningRate: 0.05) }
        expectClose(regression.values, fixture.steps[19], tolerance: 5e-6)
    }

    @Test(arguments: [
        (OptimizerName.adam, "adam decay"), (.adamW, "adamw decay"), (.adamax, "adamax decay"),
        (.rmsprop, "rmsprop decay"),
    ])
    func aGivenWeightDecayIsUsed(_ name: OptimizerName, _ fixtureName: String) throws {
        let fixture = try #require(
            try NetworkFixture.load().optimizers.first { $0.name == fixtureName })
        let regression = Regression()
        let optimizer = name.make(
            for: regression.parameters.parameters, weightDecay: name == .adamW ? 0.5 : 0.1)
        for _ in 0..<20 { regression.step(optimizer, learningRate: 0.05) }
        expectClose(regression.values, fixture.steps[19], tolerance: 5e-6)
    }

    @Test(arguments: OptimizerName.allCases)
    func storedStateGoesOnToTheBit(_ name: OptimizerName) {
        let straight = Regression()
        let optimizer = name.make(for: straight.parameters.parameters)
        for _ in 0..<3 { straight.step(optimizer, learningRate: 0.05) }

        let resumed = Regression()
        resumed.parameters.set(to: straight.parameters)
        let other = name.make(for: resumed.parameters.parameters)
        for (state, stored) in zip(other.state, optimizer.state) {
            #expect(state.name == stored.name)
            state.values.set(to: stored.values)
        }
        other.resume(atStep: 3)
        for _ in 0..<3 {
            straight.step(optimizer, learningRate: 0.05)
            resumed.step(other, learningRate: 0.05)
        }
        #expect(bits(straight.values) == bits(resumed.values))
        #expect(other.stepCount == 6)
    }

    @Test(arguments: OptimizerName.allCases)
    func gradientsAreScaledFirst(_ name: OptimizerName) {
        let (scaled, plain) = (Regression(), Regression())
        let first = name.make(for: scaled.parameters.parameters, weightDecay: 0.5)
        let second = name.make(for: plain.parameters.parameters, weightDecay: 0.5)
        for _ in 0..<3 {
            let gradients = scaled.gradients()
            first.step(
                scaled.parameters, gradients: gradients, learningRate: 0.05, gradientScale: 0.25)
            second.step(
                plain.parameters,
                gradients: gradients.map { $0.map { Variable($0).scaled(by: 0.25).value } },
                learningRate: 0.05, gradientScale: 1)
        }
        #expect(bits(scaled.values) == bits(plain.values))
    }

    @Test(arguments: OptimizerName.allCases)
    func aParameterWithoutGradientIsLeftAlone(_ name: OptimizerName) {
        let regression = Regression()
        let optimizer = name.make(for: regression.parameters.parameters, weightDecay: 0.5)
        let before = regression.values.elements
        optimizer.step(
            regression.parameters, gradients: [nil, regression.gradients()[1]],
            learningRate: 0.05, gradientScale: 1)
        let after = regression.values.elements
        #expect(after[..<12] == before[..<12])
        #expect(zip(after[12...], before[12...]).allSatisfy { $0 != $1 })
    }

    private static func optimizer(
        _ name: String, _ p: [Parameter]
    ) -> (optimizer: any Optimizer, learningRate: Float)? {
        switch name {
        case "sgd": (SGD(p), 0.1)
        case "sgd momentum": (SGD(p, momentum: 0.9), 0.05)
        case "sgd nesterov": (SGD(p, momentum: 0.9, isNesterov: true), 0.05)
        case "sgd decay": (SGD(p, momentum: 0.5, weightDecay: 0.1), 0.05)
        case "adam": (Adam(p), 0.05)
        case "adam constants": (Adam(p, beta1: 0.8, beta2: 0.95, epsilon: 1e-3), 0.05)
        case "adam decay": (Adam(p, weightDecay: 0.1), 0.05)
        case "adamw": (Adam(p, weightDecay: 0.01, isDecayDecoupled: true), 0.05)
        case "adamw decay": (Adam(p, weightDecay: 0.5, isDecayDecoupled: true), 0.05)
        case "adamax": (Adamax(p), 0.05)
        case "adamax constants": (Adamax(p, beta1: 0.8, beta2: 0.9, epsilon: 1e-2), 0.05)
        case "adamax decay": (Adamax(p, weightDecay: 0.1), 0.05)
        case "rmsprop": (RMSprop(p), 0.05)
        case "rmsprop constants": (RMSprop(p, decay: 0.8, epsilon: 1e-2), 0.01)
        case "rmsprop decay": (RMSprop(p, weightDecay: 0.1), 0.05)
        default: nil
        }
    }
}

/// The problem of the fixture: the mean squared error of a linear layer.
private final class Regression {
    let parameters: ParameterSet
    private let layer: Linear

    init() {
        let scope = ParameterScope()
        layer = Linear(4, 3, in: scope)
        parameters = ParameterSet(zeros: scope.parameters)
        Formula.fill(parameters, scale: 0.5)
    }

    func gradients() -> [Tensor?] {
        let pass = ForwardPass(training: parameters, generator: PhiloxGenerator(seed: 1))
        let output = layer(Variable(Formula.tensor(1, [8, 4], scale: 2)), in: pass)
        return pass.gradients(of: (output - Variable(Formula.tensor(2, [8, 3]))).square().mean())
    }

    func step(_ optimizer: any Optimizer, learningRate: Float) {
        optimizer.step(
            parameters, gradients: gradients(), learningRate: learningRate, gradientScale: 1)
    }

    /// The weight and the bias, one behind the other.
    var values: Tensor { Tensor(parameters.parameters.flatMap { parameters[$0].elements }) }
}
