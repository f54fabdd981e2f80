import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore
import Training

/// A point of the latent space that the user named, with the picture it is the posterior mean of.
struct LatentEnd {
    /// The latents.
    let latents: [Float]
    /// The picture as the model saw it; nil for latents that came from a file.
    let original: Picture?

    /// How the user names a point.
    enum Name {
        /// An example of the split, counted from 0.
        case index(Int)
        /// A CSV file of one row.
        case latents(String)
        /// A picture file.
        case picture(String)

        /// A whole number is an index, what ends in `.csv` is latents, all else a picture.
        init(_ text: String) {
            if let index = Int(text) {
                self = .index(index)
            } else {
                self = text.lowercased().hasSuffix(".csv") ? .latents(text) : .picture(text)
            }
        }

        /// Whether the model's data are needed.
        var isIndex: Bool {
            if case .index = self { return true }
            return false
        }
    }

    /// The point that `name` stands for.
    ///
    /// - Parameters:
    ///   - part: what an index counts in, with its name; an index needs it.
    ///   - flag: what errors call the name.
    /// - Throws: `Failure` (`usage`) for an index that is not in the part, (`noInput` or `data`)
    ///   for a file that cannot be used.
    init(
        _ name: Name, for trained: TrainedModel, in part: (selection: Selection, name: String)?,
        flag: String
    ) throws(Failure) {
        switch name {
        case .index(let index):
            guard let part else { fatalError("LatentEnd: index \(index) without data") }
            guard index >= 0, index < part.selection.count else {
                throw Failure(
                    .usage, "there is no picture \(index) in \(part.name)", at: flag,
                    remedy: "give a number from 0 to \(part.selection.count - 1)")
            }
            let (configuration, contract) = (trained.description.model, trained.description.data)
            self.init(
                part.selection.tile(
                    index..<index + 1, pixels: configuration.pixels, seed: contract.splitSeed),
                for: trained)
        case .picture(let path):
            self.init(try PictureInput(for: trained).tile([path]), for: trained)
        case .latents(let path):
            let rows = try LatentFile.read(
                path, latentDimensions: trained.description.model.latentDimensions)
            guard rows.count == 1 else {
                throw Failure(
                    .data, "there are \(rows.count) rows", at: path,
                    remedy: "give a single one, it is an end of the path")
            }
            self.init(latents: rows.row(0), original: nil)
        }
    }

    private init(_ tile: ExampleTile, for trained: TrainedModel) {
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters)
        self.init(
            latents: evaluator.encode(tile).mean.row(0).elements,
            original: trained.pictures(tile.x.rows(0..<1))[0])
    }

    private init(latents: [Float], original: Picture?) {
        self.latents = latents
        self.original = original
    }
}
