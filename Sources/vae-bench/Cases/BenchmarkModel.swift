import Autoencoders
import NeuralNetworks
import TensorCore

/// The models that are measured, with fresh weights, and their arithmetic.
struct BenchmarkModel: Sendable {
    /// What benchmarks of it are called after.
    let name: String
    let configuration: ModelConfiguration
    /// Pictures of a batch, where the user names none.
    let batch: Int
    let learningRate: Float

    static let mlp = BenchmarkModel(
        name: "mlp",
        configuration: ModelConfiguration(exampleShape: [1, 28, 28]), batch: 128,
        learningRate: 1e-3)
    static let conv = convolutional("conv", [1, 32, 32])
    static let colorConv = convolutional("conv64", [3, 64, 64])
    static let all = [mlp, conv, colorConv]

    private static func convolutional(_ name: String, _ shape: [Int]) -> BenchmarkModel {
        BenchmarkModel(
            name: name,
            configuration: ModelConfiguration(
                exampleShape: shape, latentDimensions: 10,
                architecture: .convolutional(ConvolutionalConfiguration())),
            batch: 64, learningRate: 5e-4)
    }

    /// The picture's size and kind, for people.
    var summary: String { "\(name) on \(configuration.exampleShapeText)" }

    /// The model with weights drawn for it.
    func make() -> (model: VariationalAutoencoder, parameters: ParameterSet) {
        let model = VariationalAutoencoder(configuration)
        var generator = PhiloxGenerator(seed: 1)
        return (model, ParameterSet(model.parameters, using: &generator))
    }

    /// Floating-point operations of the layers' products for one picture.
    ///
    /// A weight of a dense layer meets a picture once, one of a convolution at each place of the
    /// smaller of the two pictures that it lies between.
    func operations(encoder: Bool, decoder: Bool) -> Double {
        let side = configuration.exampleShape[1]
        return make().model.parameters.reduce(0) { sum, parameter in
            let isEncoder = parameter.path.hasPrefix("encoder")
            guard isEncoder ? encoder : decoder, parameter.shape.rank > 1 else { return sum }
            return sum + 2 * Double(parameter.shape.count * places(of: parameter, side: side))
        }
    }

    /// Floating-point operations of a training step for one picture: forward, and twice that
    /// backwards but for the gradient by the picture, which nobody asks for.
    var operationsOfStep: Double {
        let model = make().model
        let side = configuration.exampleShape[1]
        let first = model.parameters[0]
        let firstLayer = 2 * Double(first.shape.count * places(of: first, side: side))
        return 3 * operations(encoder: true, decoder: true) - firstLayer
    }

    /// Where in the smaller picture a kernel is laid.
    private func places(of parameter: Parameter, side: Int) -> Int {
        guard parameter.shape.rank == 4 else { return 1 }
        let convolutions = make().model.parameters.filter {
            $0.shape.rank == 4
                && $0.path.hasPrefix("encoder") == parameter.path.hasPrefix("encoder")
        }
        let level = convolutions.firstIndex { $0.path == parameter.path } ?? 0
        let isEncoder = parameter.path.hasPrefix("encoder")
        let halvings = isEncoder ? level + 1 : convolutions.count - level
        return (side >> halvings) * (side >> halvings)
    }
}
