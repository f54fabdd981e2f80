public import Autoencoders
import Platform

/// A part of the data.
public enum ExamplePart: String, Sendable, Hashable, CaseIterable {
    /// What the model was fitted to.
    case train
    /// What its weights were chosen by.
    case validation
    /// What it never saw.
    case test
}

/// An example of a part of the data.
public struct ExampleReference: Sendable, Hashable {
    /// The part.
    public var part: ExamplePart
    /// The row among the part's encoded examples, counted from 0.
    public var row: Int
    /// The number in the part, counted from 0: more than the row where only some are encoded.
    public var number: Int

    /// The example at `row` of what is encoded of `part`.
    ///
    /// - Parameter number: its number in the part; nil is that of the row.
    public init(part: ExamplePart, row: Int, number: Int? = nil) {
        self.part = part
        self.row = row
        self.number = number ?? row
    }
}

/// The encoded examples that the explorer shows, and what follows from them; immutable.
public final class ExplorerData: Sendable {
    /// The part they are of.
    public let part: ExamplePart
    /// Their posteriors and labels.
    public let examples: EncodedExamples
    /// The number of each in the part, ascending; nil where all of them are encoded.
    public let numbers: [Int32]?
    /// What they are called where they are not just counted, such as relative paths.
    public let ids: [String]?
    /// The names of their classes, if they are other data than the model's own.
    public let classNames: [String]?
    /// The spread of each latent.
    public let statistics: LatentStatistics
    /// The directions of greatest variance.
    public let principal: PrincipalComponents
    /// The middle of each label's examples.
    public let centroids: LabelCentroids?
    /// The rows of each label, ascending, for stepping through a class.
    let rowsOfLabel: [Int32: [Int]]

    /// Data of the examples of `part`, at least one.
    ///
    /// - Parameters:
    ///   - numbers: the number of each example in the part, ascending; nil is 0, 1, 2, …
    ///   - ids: a name for each example, or none at all.
    ///   - classNames: the names of the classes, where the model's do not hold.
    public init(
        part: ExamplePart, examples: EncodedExamples, numbers: [Int32]? = nil,
        ids: [String]? = nil, classNames: [String]? = nil
    ) {
        require(examples.count > 0, "ExplorerData: no examples")
        require(
            numbers.map { $0.count == examples.count } ?? true,
            "ExplorerData: \(numbers?.count ?? 0) numbers for \(examples.count) examples")
        require(
            ids.map { $0.count == examples.count } ?? true,
            "ExplorerData: \(ids?.count ?? 0) ids for \(examples.count) examples")
        self.part = part
        self.examples = examples
        self.numbers = numbers
        self.ids = ids
        self.classNames = classNames
        statistics = LatentStatistics(of: examples)
        principal = PrincipalComponents(
            of: examples.means, dimensions: examples.latentDimensions,
            count: min(examples.latentDimensions, 4))
        centroids = LabelCentroids(of: examples)
        rowsOfLabel = Dictionary(
            grouping: examples.labels.map { Array($0.indices) } ?? [],
            by: { examples.labels?[$0] ?? 0 })
    }

    /// The example at `row`.
    func example(at row: Int) -> ExampleReference {
        ExampleReference(part: part, row: row, number: numbers.map { Int($0[row]) })
    }

    /// The example with a number of the part; nil if it is not encoded.
    func example(numbered number: Int) -> ExampleReference? {
        let row = numbers.map { $0.firstIndex { $0 == number } } ?? number
        return row.flatMap { (0..<examples.count).contains($0) ? example(at: $0) : nil }
    }

    /// The label of the example at `row`; nil where there are none.
    func label(at row: Int) -> Int32? { examples.labels?[row] }
}

/// What the explorer knows of a model before any data are there.
public struct ModelFacts: Sendable {
    /// What it is called on the screen.
    public var name: String
    /// Latents.
    public var latentDimensions: Int
    /// The names of its classes, if they have names.
    public var classNames: [String]

    /// Facts as given.
    public init(name: String, latentDimensions: Int, classNames: [String] = []) {
        self.name = name
        self.latentDimensions = latentDimensions
        self.classNames = classNames
    }

    /// What to call a label.
    func name(of label: Int32) -> String {
        classNames.indices.contains(Int(label)) ? classNames[Int(label)] : "class \(label)"
    }
}
