import Autoencoders
import Datasets
import Platform
import TensorCore
import Training
import VAECommands

/// A folder with a model whose data, which nobody has, are already encoded: many codes for the map.
final class ManyCodes {
    /// The folder.
    let path: String
    private let scratch: ScratchFolder

    /// The model in the folder `model` with `count` random codes around ten labels' middles.
    ///
    /// - Throws: `Failure` if the model cannot be read, or the folder not be written.
    init(of model: String, count: Int) throws(Failure) {
        scratch = try ScratchFolder()
        path = scratch.path
        let folder = RunFolder(path)
        let original = try TrainedModel.load(model)
        var description = original.description
        description.data.source = path + "/nowhere.npy"
        try TrainedModel(
            description: description, model: original.model, parameters: original.parameters
        ).saveWeights(to: folder.weightsPath)

        let part = ManyCodes.part(count, latentDimensions: description.model.latentDimensions)
        let origin = LatentsOrigin(
            of: description,
            weights: try LatentsOrigin.checksum(ofFile: folder.weightsPath))
        let failure = LatentCache(folder).write(
            LatentsFile(origin: origin, parts: [.test: part]))
        if let failure { throw failure }
    }

    private static func part(_ count: Int, latentDimensions: Int) -> EncodedPart {
        let labels = 10
        var generator = PhiloxGenerator(seed: 1, stream: 0)
        let middles = generator.normal([labels, latentDimensions]).elements
        let spread = generator.normal([count, latentDimensions]).elements
        let label = { (row: Int) in row % labels }
        let means = spread.indices.map { index in
            let (row, latent) = (index / latentDimensions, index % latentDimensions)
            return middles[label(row) * latentDimensions + latent] + 0.4 * spread[index]
        }
        return EncodedPart(
            examples: EncodedExamples(
                latentDimensions: latentDimensions, means: means,
                logVariances: Array(repeating: -3, count: means.count),
                labels: (0..<count).map { Int32(label($0)) }),
            rows: (0..<count).map { Int32($0) })
    }
}
