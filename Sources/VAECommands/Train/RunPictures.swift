import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore
import Training

/// The pictures that a finished run leaves beside its weights, for the model card.
enum RunPictures {
    /// Draws from the prior, in the run folder.
    static let samplesName = "training/samples.png"
    /// Test pictures above their reconstructions, in the run folder.
    static let reconstructionsName = "training/reconstructions.png"

    /// Writes both pictures.
    static func write(_ session: TrainCommand.Session) throws(Failure) {
        let trained = try TrainedModel.load(session.folder.path)
        let samples = trained.samples(count: 64, temperature: 1, seed: session.plan.settings.seed)
        try PNG.write(
            .grid(samples, columns: 8), to: "\(session.folder.path)/\(samplesName)")
        let pairs = trained.reconstructions(
            of: session.splits.test, at: Array(0..<min(session.splits.test.count, 10)))
        try PNG.write(
            .grid(pairs.map(\.original) + pairs.map(\.reconstruction), columns: pairs.count),
            to: "\(session.folder.path)/\(reconstructionsName)")
    }
}
