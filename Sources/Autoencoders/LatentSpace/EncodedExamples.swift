import Platform

/// The posteriors of the examples of one part of the data, with their labels; immutable.
public struct EncodedExamples: Sendable, Equatable {
    /// Latents of an example.
    public let latentDimensions: Int
    /// The posteriors' means, `[count, latentDimensions]`, row-major.
    public let means: [Float]
    /// The posteriors' log variances, `[count, latentDimensions]`, row-major.
    public let logVariances: [Float]
    /// The class of each example, counted from 0, where the data have labels.
    public let labels: [Int32]?

    /// The number of examples.
    public var count: Int { means.count / latentDimensions }

    /// Posteriors as given, in the order of the examples.
    ///
    /// - Precondition: `means` and `logVariances` have as many values, whole rows, and there is a
    ///   label for each row or none at all.
    public init(
        latentDimensions: Int, means: [Float], logVariances: [Float], labels: [Int32]?
    ) {
        require(
            latentDimensions > 0 && means.count.isMultiple(of: latentDimensions),
            "EncodedExamples: \(means.count) means are not rows of \(latentDimensions)")
        require(
            logVariances.count == means.count,
            "EncodedExamples: \(means.count) means and \(logVariances.count) log variances")
        require(
            labels.map { $0.count * latentDimensions == means.count } ?? true,
            "EncodedExamples: \(labels?.count ?? 0) labels for "
                + "\(means.count / latentDimensions) examples")
        self.latentDimensions = latentDimensions
        self.means = means
        self.logVariances = logVariances
        self.labels = labels
    }

    /// The posterior mean of the example at `row`, `[latentDimensions]`.
    public func mean(at row: Int) -> [Float] { Array(means[range(row)]) }

    /// The posterior's log variance of the example at `row`, `[latentDimensions]`.
    public func logVariance(at row: Int) -> [Float] { Array(logVariances[range(row)]) }

    private func range(_ row: Int) -> Range<Int> {
        require(row >= 0 && row < count, "EncodedExamples: row \(row) of \(count)")
        return row * latentDimensions..<(row + 1) * latentDimensions
    }
}
