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
    var deviations: some Collection<Float> { logVariance.lazy.map { expf($0 / 2) } }
    /// −(reconstruction + KL), nats.
    var elbo: Double { -(reconstruction + divergence) }
}

/// Who an example is, for the columns that do not come from the model.
struct ExampleName: Sendable {
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

    /// What there is to say of each example of `tile`, in order.
    func encode(_ tile: ExampleTile, names: [ExampleName]) -> EncodedRows {
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        let encoded = evaluator.encode(tile)
        let needsReconstruction = columns.contains { $0 == .reconstruction || $0 == .elbo }
        return EncodedRows(
            names: names, latentDimensions: trained.description.model.latentDimensions,
            mean: encoded.mean, logVariance: encoded.logVariance, divergence: encoded.divergence,
            reconstruction: needsReconstruction
                ? evaluator.reconstruction(of: tile, encoded, draws: draws) : nil)
    }
}

/// Rows of the latent table that have been computed and not yet been written.
struct EncodedRows: Sendable {
    let names: [ExampleName]
    let latentDimensions: Int
    /// Of at least as many examples as there are names, `[rows, latentDimensions]`.
    let mean: Tensor
    let logVariance: Tensor
    let divergence: Tensor
    /// nil where no column asks for it.
    let reconstruction: [Double]?

    /// Calls `body` with each row, in order.
    func forEach(_ body: (LatentRow) -> Void) {
        mean.withUnsafeElements { mean in
            logVariance.withUnsafeElements { logVariance in
                divergence.withUnsafeElements { divergence in
                    for (index, name) in names.enumerated() {
                        let range = index * latentDimensions..<(index + 1) * latentDimensions
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
