public import Platform

/// Examples to train on and, where the data set has them, to test on.
///
/// Both are read and decoded in the background from the moment the data set is opened.
public struct Dataset: Sendable {
    /// What the user called it: a name or a path.
    public let name: String
    /// Where the examples come from, for instance an absolute path.
    public let source: String
    /// The shape of every example.
    public let shape: ExampleShape
    /// The names of the classes in the order of the labels, where they are known.
    public let classNames: [String]?
    /// What the user should know of how the data were read, a sentence each; mostly none.
    public let notices: [String]
    /// The names of its files in the cache folder, if it keeps any there.
    package let cacheFiles: [String]
    /// Whether the data set brings its own test set.
    public var hasTest: Bool { testLoading != nil }

    private let trainLoading: Loading<Examples>
    private let testLoading: Loading<Examples>?

    /// A data set whose parts the given functions read, each at once on a thread of its own.
    package init(
        name: String, source: String, shape: ExampleShape, classNames: [String]? = nil,
        notices: [String] = [], cacheFiles: [String] = [],
        train: @escaping @Sendable () -> Result<Examples, Failure>,
        test: (@Sendable () -> Result<Examples, Failure>)? = nil
    ) {
        self.name = name
        self.source = source
        self.shape = shape
        self.classNames = classNames
        self.notices = notices
        self.cacheFiles = cacheFiles
        trainLoading = Loading(train)
        testLoading = test.map { Loading($0) }
    }

    /// A data set of examples that are in memory already.
    public init(
        name: String, train: Examples, test: Examples? = nil, classNames: [String]? = nil
    ) {
        var readTest: (@Sendable () -> Result<Examples, Failure>)?
        if let test { readTest = { .success(test) } }
        self.init(
            name: name, source: "memory", shape: train.shape, classNames: classNames,
            train: { .success(train) }, test: readTest)
    }

    /// The examples to train on; waits until they are read.
    ///
    /// - Throws: `Failure` (`data`, `noInput`, `inputOutput`) if reading them failed.
    public func train() throws(Failure) -> Examples { try checked(trainLoading.value()) }

    /// The data set's own test examples, if it has any; waits until they are read.
    ///
    /// - Throws: `Failure` (`data`, `noInput`, `inputOutput`) if reading them failed, or if their
    ///   shape is not that of the training examples.
    public func test() throws(Failure) -> Examples? {
        guard let testLoading else { return nil }
        return try checked(testLoading.value())
    }

    /// The number of classes, or 0 without labels.
    ///
    /// It is one more than the largest label, or the number of class names if that is more.
    /// Waits for all examples.
    ///
    /// - Throws: `Failure` as `train()` and `test()` do.
    public func classCount() throws(Failure) -> Int {
        let labels = [try train().labels, try test()?.labels].compactMap { $0 }
        let largest = labels.compactMap { $0.max() }.max().map(Int.init) ?? -1
        return max(largest + 1, classNames?.count ?? 0)
    }

    private func checked(_ examples: Examples) throws(Failure) -> Examples {
        guard examples.shape == shape else {
            throw Failure(
                .data, "test examples are \(examples.shape), training examples \(shape)",
                at: source, remedy: "use the files of one data set")
        }
        return examples
    }
}
