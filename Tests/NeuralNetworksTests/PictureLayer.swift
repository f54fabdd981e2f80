import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// A layer of the fixtures by its name, with weights from the formula.
///
/// The input is a parameter too, the last one, so that passes of training give its gradient.
struct PictureLayer {
    let module: any Module
    let input: Parameter
    let parameters: ParameterSet

    init(_ fixture: NetworkFixture.PictureLayer) throws {
        let scope = ParameterScope()
        let name = fixture.name
        module = try #require(Self.module(name, in: scope), "no layer is called \(name)")
        input = scope.parameter(
            "input", shape: Shape(fixture.input), fan: Fan(input: 1, output: 1),
            initializer: .zeros)
        parameters = ParameterSet(zeros: scope.parameters)
        Formula.fill(parameters, scale: 1)
        parameters.set(input, to: Formula.tensor(1, input.shape, scale: 2))
        for parameter in scope.parameters where parameter.path.hasSuffix("running_var") {
            let positive = parameters[parameter].elements.map { abs($0) + 0.5 }
            parameters.set(parameter, to: Tensor(positive))
        }
    }

    /// The layers' own parameters.
    var own: [Parameter] { parameters.parameters.filter { $0 != input } }

    /// Parameters that no gradient reaches.
    var running: [Parameter] { own.filter { $0.path.contains("running_") } }

    /// The layer's output for the input.
    func callAsFunction(in pass: ForwardPass) -> Variable { module(pass[input], in: pass) }

    private static func module(_ name: String, in scope: ParameterScope) -> (any Module)? {
        switch name {
        case "Conv2D":
            Conv2D(
                3, 4, kernel: Size2D(height: 4, width: 3), stride: Size2D(height: 2, width: 1),
                padding: Size2D(1), in: scope)
        case "Conv2D without bias":
            Conv2D(1, 5, kernel: Size2D(3), hasBias: false, in: scope)
        case "ConvTranspose2D":
            ConvTranspose2D(
                3, 4, kernel: Size2D(4), stride: Size2D(2), padding: Size2D(1),
                outputPadding: Size2D(height: 1, width: 0), in: scope)
        case "ConvTranspose2D without bias":
            ConvTranspose2D(4, 1, kernel: Size2D(3), hasBias: false, in: scope)
        case "BatchNorm2D": BatchNorm2D(5, in: scope)
        case "BatchNorm2D momentum":
            BatchNorm2D(18, epsilon: 1e-2, momentum: 0.25, in: scope)
        case "LayerNorm": LayerNorm(6, in: scope)
        case "LayerNorm epsilon": LayerNorm(4, epsilon: 0.1, in: scope)
        case "GroupNorm": GroupNorm(groups: 2, 6, in: scope)
        case "GroupNorm epsilon": GroupNorm(groups: 4, 4, epsilon: 0.1, in: scope)
        case "Upsample": Upsample(factor: 3)
        case "Upsample bilinear": Upsample(factor: 2, .bilinear)
        case "Upsample to size": Upsample(to: Size2D(height: 7, width: 5))
        case "Upsample to size bilinear": Upsample(to: Size2D(height: 3, width: 9), .bilinear)
        case "ResidualBlock": ResidualBlock(4, 4, in: scope)
        case "ResidualBlock shortcut": ResidualBlock(3, 10, in: scope)
        case "GatedLinear": GatedLinear(5, 4, in: scope)
        case "Flatten": Flatten()
        case "Unflatten": Unflatten(channels: 3, size: Size2D(height: 2, width: 4))
        case "Sequential": sequential(in: scope)
        default: nil
        }
    }

    /// Layers of every kind, one behind the other.
    private static func sequential(in scope: ParameterScope) -> Sequential {
        Sequential(
            in: scope,
            [
                {
                    Conv2D(
                        2, 4, kernel: Size2D(4), stride: Size2D(2), padding: Size2D(1), in: $0)
                },
                { BatchNorm2D(4, in: $0) }, { _ in Activation.silu }, { _ in Flatten() },
                { Linear(24, 12, in: $0) },
                { _ in Unflatten(channels: 4, size: Size2D(height: 3, width: 1)) },
                { ConvTranspose2D(4, 2, kernel: Size2D(3), in: $0) },
                { _ in Activation.sigmoid },
            ])
    }
}
