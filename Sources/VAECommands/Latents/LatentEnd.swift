import Autoencoders
import LatentExplorer
import Pictures
import Platform
import TensorCore

/// An end of a path through the latent space, with the picture that it is the posterior mean of.
struct LatentEnd {
    /// The latents.
    let latents: [Float]
    /// The picture as the model saw it; nil for latents that stand for none.
    let original: Picture?
    /// What a title calls it.
    let title: String

    /// The point that `text`, the value of `flag`, stands for.
    ///
    /// A whole number is an example of the part in use, counted from 0; what is a file, or ends as
    /// one, is a picture or a CSV file of one row; all else is an expression.
    ///
    /// - Throws: `Failure` (`usage`) for what is not in the data or no expression, (`noInput` or
    ///   `data`) for a file that cannot be used.
    init(
        _ text: String, of trained: TrainedModel, among points: NamedPoints, flag: String
    ) throws(Failure) {
        if let index = Int(text) {
            let examples = try points.examples()
            let tile = try examples.tile(at: index, flag: flag)
            self.init(tile, for: trained, title: "\(examples.split) \(text)")
        } else if text.lowercased().hasSuffix(".csv") {
            let rows = try LatentFile.read(
                text, latentDimensions: trained.description.model.latentDimensions)
            guard rows.count == 1 else {
                throw Failure(
                    .data, "there are \(rows.count) rows", at: text,
                    remedy: "give a single one, it is an end of the path")
            }
            self.init(latents: rows.row(0), original: nil, title: FileSystem.name(of: text))
        } else if PictureFile.hasKnownEnding(text)
            || [.file, .other].contains(FileSystem.kind(of: text))
        {
            let tile = try PictureInput(for: trained).tile([text])
            self.init(tile, for: trained, title: FileSystem.name(of: text))
        } else {
            let expression = try points.expression(text, flag: flag)
            let latents = try points.latents(of: expression, flag: flag)
            self.init(
                latents: latents, original: points.original(of: expression), title: text)
        }
    }

    private init(_ tile: ExampleTile, for trained: TrainedModel, title: String) {
        self.init(
            latents: trained.mean(of: tile), original: trained.pictures(tile.x.rows(0..<1))[0],
            title: title)
    }

    private init(latents: [Float], original: Picture?, title: String) {
        self.latents = latents
        self.original = original
        self.title = title
    }
}
