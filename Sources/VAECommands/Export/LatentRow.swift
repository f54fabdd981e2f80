import Autoencoders
import Datasets
import Glibc
import TensorCore

/// What a model says of one example.
///
/// Lives only as long as the call that it is passed to.
struct LatentRow {
    /// What the example is called.
    let id: String
    /// Its class, where it has one.
    let label: Int32?
    /// The steps of the factors that it was made from, where they are known.
    let factors: [Int32]
    /// Its part of the data; nil for a picture that belongs to none.
    let split: Split?
    /// The posterior's means.
    let mean: Slice<UnsafeBufferPointer<Float>>
    /// The posterior's log variances.
    let logVariance: Slice<UnsafeBufferPointer<Float>>
    /// KL(q ‖ p), nats.
    let divergence: Double
    /// −log p(x | z), nats; 0 where no column asks for it.
    let reconstruction: Double

    /// The posterior's deviations.
    var deviations: some Sequence<Float> { logVariance.lazy.map { expf($0 / 2) } }
    /// −(reconstruction + KL), nats.
    var elbo: Double { -(reconstruction + divergence) }
}

/// Who an example is, for the columns that do not come from the model.
struct ExampleName {
    let id: String
    var label: Int32?
    var factors = [Int32]()
    var split: Split?
}

/// What encodes examples for the latent table.
struct LatentEncoder {
    let trained: TrainedModel
    let columns: [LatentColumn]
    /// Draws of z for the reconstruction term.
    let draws: Int

    /// Calls `body` with what there is to say of each example of `tile`, in order.
    func forEachRow(of tile: ExampleTile, names: [ExampleName], _ body: (LatentRow) -> Void) {
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        let encoded = evaluator.encode(tile)
        let needsReconstruction = columns.contains { $0 == .reconstruction || $0 == .elbo }
        let reconstruction =
            needsReconstruction ? evaluator.reconstruction(of: tile, encoded, draws: draws) : nil
        let latent = trained.description.model.latentDimensions
        encoded.mean.withUnsafeElements { mean in
            encoded.logVariance.withUnsafeElements { logVariance in
                encoded.divergence.withUnsafeElements { divergence in
                    for (index, name) in names.enumerated() {
                        let range = index * latent..<(index + 1) * latent
                        body(
                            LatentRow(
                                id: name.id, label: name.label, factors: name.factors,
                                split: name.split, mean: mean[range],
                                logVariance: logVariance[range],
                                divergence: divergence[range].reduce(0.0) { $0 + Double($1) },
                                reconstruction: reconstruction?[index] ?? 0))
                    }
                }
            }
        }
    }
}
