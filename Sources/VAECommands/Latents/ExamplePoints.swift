import Autoencoders
import Datasets
import LatentExplorer
import Platform
import TensorCore
import Training

/// The points of a model's latent space that stand for examples and labels.
///
/// An example is its posterior mean; a label is the mean of those of the part's examples that have
/// it.
struct ExamplePoints {
    let trained: TrainedModel
    let splits: Splits
    /// The part in use, and what it is called.
    let part: Selection
    let split: String
    /// The names of the labels, if they have any.
    let classNames: [String]?
    /// Names of points that are neither, which the user may have meant.
    let otherNames: [String]

    /// The point called `name`, `[latentDimensions]`; nil for the current one, which is none.
    func mean(of name: PointName) throws(UnknownName) -> [Float]? {
        if case .word(let word) = name { return try mean(ofLabel: word) }
        return try tile(of: name).map { trained.mean(of: $0) }
    }

    /// The example called `name` as the model sees it, alone in its tile; nil if `name` is none.
    func tile(of name: PointName) throws(UnknownName) -> ExampleTile? {
        switch name {
        case .current, .word: return nil
        case .example(let named, let index):
            let (part, split) = try selection(named)
            return try tile(of: part, split, at: index)
        case .exampleID(let named, let id):
            let (part, split) = try selection(named)
            guard let index = (0..<part.count).first(where: { part.id(at: $0) == id }) else {
                throw UnknownName(
                    "no picture of \(split) is called \"\(id)\"",
                    remedy: "vae export lists what they are called, as id")
            }
            return try tile(of: part, split, at: index)
        }
    }

    /// The example at `index` of the part in use, which the value of `flag` asks for.
    ///
    /// - Throws: `Failure` (`usage`) if there is none.
    func tile(at index: Int, flag: String) throws(Failure) -> ExampleTile {
        do throws(UnknownName) {
            return try tile(of: part, split, at: index)
        } catch {
            throw Failure(.usage, error.what, at: flag, remedy: error.remedy)
        }
    }

    private func tile(
        of part: Selection, _ split: String, at index: Int
    ) throws(UnknownName) -> ExampleTile {
        guard index >= 0, index < part.count else {
            throw UnknownName(
                "there is no picture \(index) in \(split)",
                remedy: "give a number from 0 to \(part.count - 1)")
        }
        return trained.tile(of: part, at: index..<index + 1)
    }

    private func selection(
        _ named: ExamplePart?
    ) throws(UnknownName) -> (part: Selection, split: String) {
        switch named {
        case nil: return (part, split)
        case .train?: return (splits.train, "train")
        case .test?: return (splits.test, "test")
        case .validation?:
            guard let validation = splits.validation else {
                throw UnknownName(
                    "the model was trained without a validation part",
                    remedy: "name train or test")
            }
            return (validation, "validation")
        }
    }

    private func mean(ofLabel text: String) throws(UnknownName) -> [Float] {
        guard let labels = part.examples.labels else {
            guard otherNames.isEmpty else { throw UnknownName(text, known: otherNames) }
            throw UnknownName(
                "\"\(text)\" is not known", remedy: "the data have no labels, name an example")
        }
        let count = (labels.max().map { Int($0) } ?? -1) + 1
        let names = LabelNames(classNames ?? (0..<count).map { String($0) })
        let label = try names.label(named: text, besides: otherNames)
        let rows = part.rows.filter { labels[Int($0)] == label }
        guard !rows.isEmpty else {
            throw UnknownName(
                "no picture of \(split) is labelled \(names.names[label])",
                remedy: "name another part with --split")
        }
        return trained.mean(of: Selection(part.examples, rows: rows))
    }
}

extension TrainedModel {
    /// The examples of `part` at `positions` as a tile, as this model sees them.
    func tile(of part: Selection, at positions: Range<Int>) -> ExampleTile {
        part.tile(positions, pixels: description.model.pixels, seed: description.data.splitSeed)
    }

    /// The posterior mean of the first example of `tile`.
    func mean(of tile: ExampleTile) -> [Float] {
        Evaluator(model: model, parameters: parameters).encode(tile).mean.row(0).elements
    }

    /// The mean of the posterior means of all examples of `part`.
    fileprivate func mean(of part: Selection) -> [Float] {
        let evaluator = Evaluator(model: model, parameters: parameters)
        var sums = [Double](repeating: 0, count: description.model.latentDimensions)
        part.forEachTile(pixels: description.model.pixels, seed: description.data.splitSeed) {
            tile in
            evaluator.encode(tile).mean.withUnsafeElements { means in
                for index in 0..<tile.count * sums.count {
                    sums[index % sums.count] += Double(means[index])
                }
            }
        }
        return sums.map { Float($0 / Double(part.count)) }
    }
}
