import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore
import Training

extension TrainedModel {
    /// Mean pictures of latents drawn from the prior.
    func samples(count: Int, temperature: Float, seed: UInt64) -> [Picture] {
        var generator = NoiseStream.sampling.generator(seed: seed)
        let z = model.prior.sample(
            count: count, latentDimensions: description.model.latentDimensions,
            temperature: temperature, using: &generator)
        return pictures(model.pictures(of: z, parameters: parameters))
    }

    /// A picture as the model saw it, and what the model makes of it.
    struct Reconstruction {
        let original: Picture
        let reconstruction: Picture
    }

    /// The examples at the given positions, each decoded from its posterior mean.
    func reconstructions(of selection: Selection, at positions: [Int]) -> [Reconstruction] {
        let evaluator = Evaluator(model: model, parameters: parameters)
        return positions.map { position in
            let tile = selection.tile(
                position..<position + 1, pixels: description.model.pixels,
                seed: description.data.splitSeed)
            let decoded = evaluator.pictures(of: evaluator.encode(tile))
            return Reconstruction(
                original: pictures(tile.x.rows(0..<1))[0],
                reconstruction: pictures(decoded.rows(0..<1))[0])
        }
    }

    /// The mean pictures of `latents`, in order.
    func pictures(decodedFrom latents: LatentRows) throws(Failure) -> [Picture] {
        var all = [Picture]()
        try forEachDecoded(latents) { decoded throws(Failure) in all += pictures(decoded) }
        return all
    }

    /// Rows of `[pictures, elements]` in [0, 1] as pictures.
    func pictures(_ rows: Tensor) -> [Picture] {
        let shape = description.model.exampleShape
        return (0..<rows.shape[0]).map { index in
            rows.row(index).withUnsafeElements {
                Picture(width: shape[2], height: shape[1], channels: shape[0], planar: $0)
            }
        }
    }
}
