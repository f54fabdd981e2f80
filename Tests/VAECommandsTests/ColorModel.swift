import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport

/// A model of colour pictures, 3x8x6 with 2 latents, whose weights follow a formula.
enum ColorModel {
    static let configuration = ModelConfiguration(
        exampleShape: [3, 8, 6], latentDimensions: 2,
        architecture: .mlp(MLPConfiguration(hidden: [])))

    /// Writes it as the file `color.safetensors`, and gives it.
    @discardableResult
    static func write(to folder: TemporaryFolder) throws -> TrainedModel {
        let model = VariationalAutoencoder(configuration)
        let parameters = ParameterSet(zeros: model.parameters)
        Formula.fill(parameters, scale: 0.5)
        let contract = DataContract(
            source: "none", fingerprint: "00000000", classNames: nil, splitSeed: 1, validation: 0,
            limit: nil)
        let trained = TrainedModel(
            description: ModelDescription(model: configuration, data: contract), model: model,
            parameters: parameters)
        try trained.saveWeights(to: folder.path(of: "color.safetensors"))
        return trained
    }
}
