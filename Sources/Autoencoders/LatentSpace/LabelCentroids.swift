import Glibc
import Platform

/// Where the examples of each label lie in the latent space, and directions from one to another.
public struct LabelCentroids: Sendable {
    /// The labels that examples have, rising.
    public let labels: [Int32]
    /// The number of examples of each of `labels`.
    public let counts: [Int]
    /// The mean of the posterior means of each of `labels`, `[labels.count][latentDimensions]`.
    public let centroids: [[Float]]

    private let moments: RowMoments
    /// E[σ²] of each latent.
    private let posteriorVariances: [Double]

    /// The centroids of `examples`; nil where there are no labels or no examples.
    public init?(of examples: EncodedExamples) {
        guard let exampleLabels = examples.labels, !exampleLabels.isEmpty else { return nil }
        let latents = examples.latentDimensions
        let labels = Set(exampleLabels).sorted()
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var sums = [Double](repeating: 0, count: labels.count * latents)
        var counts = [Int](repeating: 0, count: labels.count)
        for (row, label) in exampleLabels.enumerated() {
            let place = places[label, default: 0]
            counts[place] += 1
            for j in 0..<latents {
                sums[place * latents + j] += Double(examples.means[row * latents + j])
            }
        }
        self.labels = labels
        self.counts = counts
        centroids = counts.enumerated().map { place, count in
            sums[place * latents..<(place + 1) * latents].map { Float($0 / Double(count)) }
        }
        moments = RowMoments(of: examples.means, dimensions: latents)
        var variances = [Double](repeating: 0, count: latents)
        for (index, logVariance) in examples.logVariances.enumerated() {
            variances[index % latents] += Double(expf(logVariance))
        }
        posteriorVariances = variances.map { $0 / Double(exampleLabels.count) }
    }

    /// The mean of the posterior means of the examples with `label`; nil where there are none.
    public func centroid(of label: Int32) -> [Float]? {
        labels.firstIndex(of: label).map { centroids[$0] }
    }

    /// The direction from the centroid of one label to that of another; nil where a label has no
    /// examples or the centroids are one point.
    public func difference(from first: Int32, to second: Int32) -> LabelAxis? {
        guard let start = centroid(of: first), let end = centroid(of: second) else { return nil }
        return axis(zip(start, end).map { Double($1) - Double($0) })
    }

    /// The direction w in which the indicator of `label` rises, by ridge regression on the
    /// posterior means; nil where the label has no examples or all of them.
    ///
    /// (C + λ I) w = cov(μ, 1[label]), C being the covariance of μ and λ a thousandth of its mean
    /// variance: without it, latents that hardly vary would get the largest weights. Unlike the
    /// difference of centroids it does without what other labels share.
    /// (Hoerl and Kennard, "Ridge regression", 1970.)
    public func leastSquaresAxis(of label: Int32) -> LabelAxis? {
        guard let index = labels.firstIndex(of: label), labels.count > 1 else { return nil }
        let share = Double(counts[index]) / Double(counts.reduce(0, +))
        let covariances = zip(centroids[index], moments.mean).map { share * (Double($0) - $1) }
        let eigen = SymmetricEigenproblem(moments.covariance, size: covariances.count)
        let ridge = 1e-3 * eigen.values.reduce(0, +) / Double(covariances.count)
        var weights = [Double](repeating: 0, count: covariances.count)
        for (value, vector) in zip(eigen.values, eigen.vectors) where value + ridge > 0 {
            let part = vector.dot(covariances) / (value + ridge)
            for j in weights.indices { weights[j] += part * vector[j] }
        }
        return axis(weights)
    }

    private func axis(_ vector: [Double]) -> LabelAxis? {
        let length = vector.dot(vector).squareRoot()
        guard length > 0 else { return nil }
        let (unit, size) = (vector.map { $0 / length }, vector.count)
        // uᵀ (Cov(μ) + diag E[σ²]) u
        var variance = 0.0
        for i in 0..<size {
            let row = Array(moments.covariance[i * size..<(i + 1) * size])
            variance += unit[i] * (row.dot(unit) + posteriorVariances[i] * unit[i])
        }
        return LabelAxis(
            direction: unit.map { Float($0) }, center: moments.mean.map { Float($0) },
            deviation: variance.squareRoot())
    }
}
