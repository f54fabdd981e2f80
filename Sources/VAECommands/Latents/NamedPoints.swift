import Autoencoders
import Datasets
import LatentExplorer
import Pictures
import Platform
import TensorCore

/// The points of a model's latent space that have names on the command line: bookmarks, labels and
/// examples.
///
/// The data are opened when a label or an example is first asked for.
final class NamedPoints {
    private let trained: TrainedModel
    private let source: ModelOptions
    private let split: String
    private let bookmarks: [Bookmark]
    private var opened: ExamplePoints?

    /// The points of `trained`, which `source` names; labels and plain indices are of the part
    /// called `split`.
    ///
    /// - Throws: `Failure` (`data`) for bookmarks that are broken.
    init(of trained: TrainedModel, _ source: ModelOptions, split: String) throws(Failure) {
        self.trained = trained
        self.source = source
        self.split = split
        let file = BookmarksFile(
            folder: source.model, latentDimensions: trained.description.model.latentDimensions)
        bookmarks = FileSystem.kind(of: source.model) == .folder ? try file.read() : []
    }

    /// The expression that `text` is; a bookmark's or label's whole name needs no quotes.
    ///
    /// - Throws: `Failure` (`usage`) that says where in the value of `flag` it is wrong.
    func expression(_ text: String, flag: String) throws(Failure) -> LatentExpression {
        let labels = trained.description.data.classNames ?? []
        do throws(ExpressionError) {
            return try LatentExpression.parse(text, names: bookmarks.map(\.name) + labels)
        } catch {
            throw error.failure(of: flag)
        }
    }

    /// The point that `expression` means, `[latentDimensions]`.
    ///
    /// - Throws: `Failure` (`usage`) that says which name in the value of `flag` is not known, or
    ///   as `examples()` does.
    func latents(of expression: LatentExpression, flag: String) throws(Failure) -> [Float] {
        let examples = try expression.names.contains(where: needsData) ? examples() : nil
        do throws(ExpressionError) {
            return try expression.evaluate(
                latentDimensions: trained.description.model.latentDimensions
            ) { name throws(UnknownName) in
                if let bookmark = bookmark(name) { return bookmark.z }
                guard let mean = try examples?.mean(of: name) else {
                    // Only z needs no data and is no bookmark.
                    throw UnknownName(
                        "there is no current point", remedy: "z is for the explorer")
                }
                return mean
            }
        } catch {
            throw error.failure(of: flag)
        }
    }

    /// The picture that is all of `expression`, as the model sees it; nil for any other point.
    ///
    /// - Precondition: `latents(of:flag:)` knew all names.
    func original(of expression: LatentExpression) -> Picture? {
        guard let name = expression.singleName, let tile = try? opened?.tile(of: name) else {
            return nil
        }
        return trained.pictures(tile.x.rows(0..<1))[0]
    }

    /// The points of the data.
    ///
    /// - Throws: `Failure` (`usage`) if there is no such part, or what opening the data throws.
    func examples() throws(Failure) -> ExamplePoints {
        if let opened { return opened }
        let data = try source.data(for: trained)
        let examples = ExamplePoints(
            trained: trained, splits: data.splits, part: try data.splits.part(split), split: split,
            classNames: data.dataset.classNames, otherNames: bookmarks.map(\.name))
        opened = examples
        return examples
    }

    private func needsData(_ name: PointName) -> Bool { name != .current && bookmark(name) == nil }

    private func bookmark(_ name: PointName) -> Bookmark? {
        guard case .word(let word) = name else { return nil }
        return bookmarks.first { $0.name == word }
    }
}

extension ExpressionError {
    /// The error in the value of `flag`.
    func failure(of flag: String) -> Failure {
        Failure(.usage, what, at: "\(flag), column \(column)", remedy: remedy)
    }
}

/// What the help of a verb says of expressions.
let expressionHelp = """
    An expression is a sum of points, as 'boot + 0.5*(sandal - sneaker)': a label is the mean of its \
    pictures in the split, #412 a picture of it, train#7 one of another part, and a bookmark has its \
    name. mean(a, b) and mix(a, b, 0.25) are between points, 0 is the origin. Names with signs stand \
    in quotes: 'ankle boot'.
    """
