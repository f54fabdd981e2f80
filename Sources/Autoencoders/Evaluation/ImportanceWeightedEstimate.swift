import Glibc
import Platform

/// The importance-weighted estimate of log p(x) from K weights an example, with what tells whether
/// to trust it. (Burda et al., 2016; jackknife: Efron and Stein, 1981.)
public struct ImportanceWeightedEstimate: Sendable {
    /// K, the weights of each example.
    public let weightCount: Int
    /// How many examples have been taken in.
    public private(set) var exampleCount = 0
    private var sum = 0.0
    private var tenthSum = 0.0
    private var varianceSum = 0.0
    private var fewEffective = 0
    private var heavyTailed = 0

    /// An estimate over no examples yet, from `weightCount` weights each.
    public init(weightCount: Int) { self.weightCount = weightCount }

    /// Takes in the log weights of one example.
    ///
    /// - Precondition: `weightCount` of them.
    public mutating func add(logWeights: [Double]) {
        require(
            logWeights.count == weightCount,
            "ImportanceWeightedEstimate: \(logWeights.count) weights, not \(weightCount)")
        let largest = logWeights.max() ?? 0
        let weights = logWeights.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        let k = Double(weightCount)
        exampleCount += 1
        sum += largest + log(total / k)
        tenthSum += logMeanExp(logWeights.prefix(tenth))

        if weightCount > 1 {
            // Beside the largest, whose weight is 1, a difference would cancel: its rest is summed.
            let top = weights.firstIndex(of: 1) ?? 0
            let rest = weights[..<top].reduce(0, +) + weights[(top + 1)...].reduce(0, +)
            let left = weights.indices.map { index in
                let others = index == top ? rest : total - weights[index]
                return log(max(others, .leastNormalMagnitude) / (k - 1))
            }
            let mean = left.reduce(0, +) / k
            varianceSum += (k - 1) / k * left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        let effective = total * total / weights.reduce(0) { $0 + $1 * $1 }
        if effective < 10 { fewEffective += 1 }
        if let shape = ParetoTail.shape(ofLogWeights: logWeights), shape > 0.7 { heavyTailed += 1 }
    }

    private var tenth: Int { max(weightCount / 10, 1) }
    private var count: Double { Double(max(exampleCount, 1)) }

    /// The estimate of −log p(x), nats per example: an upper bound in expectation.
    public var negativeLogLikelihood: Double { -sum / count }
    /// The same from the first tenth of the weights: how far K still matters.
    public var atTenth: Double { -tenthSum / count }
    /// The Monte-Carlo standard error of the estimate, nats (jackknife over the weights).
    public var standardError: Double { varianceSum.squareRoot() / count }
    /// The share of examples whose effective sample size is under 10.
    public var fewEffectiveShare: Double { Double(fewEffective) / count }
    /// The share of examples whose weights have a Pareto shape over 0.7.
    public var heavyTailedShare: Double { Double(heavyTailed) / count }
}

private func logMeanExp(_ values: ArraySlice<Double>) -> Double {
    let largest = values.max() ?? 0
    return largest + log(values.reduce(0) { $0 + exp($1 - largest) } / Double(values.count))
}
