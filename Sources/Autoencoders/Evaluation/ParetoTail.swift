import Glibc

/// The generalised Pareto distribution fitted to the largest of a set of weights.
package enum ParetoTail {
    /// The shape k̂ of the tail: above 0.7 an importance-weighted mean cannot be trusted.
    ///
    /// Nil for too few or equal weights. The tail is the largest min(0.2 K, 3 √K) weights. (Vehtari et al., "Pareto smoothed
    /// importance sampling", 2024; the fit: Zhang and Stephens, 2009.)
    package static func shape(ofLogWeights logWeights: [Double]) -> Double? {
        let count = Double(logWeights.count)
        let tailCount = Int(min(0.2 * count, 3 * count.squareRoot()).rounded(.up))
        guard tailCount >= 5, tailCount < logWeights.count else { return nil }
        let sorted = logWeights.sorted()
        let largest = sorted[sorted.count - 1]
        let threshold = exp(sorted[sorted.count - tailCount - 1] - largest)
        let excess = sorted.suffix(tailCount).map { exp($0 - largest) - threshold }
        guard let end = excess.last, end > 0, excess[0] >= 0 else { return nil }
        return shape(ofSortedExcess: excess)
    }

    private static func shape(ofSortedExcess x: [Double]) -> Double? {
        let n = Double(x.count)
        let quartile = x[Int(n / 4 + 0.5) - 1]
        guard quartile > 0 else { return nil }
        let pointCount = 30 + Int(n.squareRoot())
        // A profile likelihood on a grid of θ = k / σ, averaged over it.
        let points = (1...pointCount).map { j -> (theta: Double, logLikelihood: Double) in
            let step = 1 - (Double(pointCount) / (Double(j) - 0.5)).squareRoot()
            let theta = 1 / x[x.count - 1] + step / (3 * quartile)
            let k = meanLog1p(-theta, x)
            return (theta, n * (log(-theta / k) - k - 1))
        }
        let best = points.map(\.logLikelihood).max() ?? 0
        let weights = points.map { exp($0.logLikelihood - best) }
        let theta =
            zip(points, weights).reduce(0) { $0 + $1.0.theta * $1.1 } / weights.reduce(0, +)
        // Small tails lean towards 0.5, as ten more values would.
        let k = meanLog1p(-theta, x)
        return (k * n + 0.5 * 10) / (n + 10)
    }

    private static func meanLog1p(_ factor: Double, _ x: [Double]) -> Double {
        x.reduce(0) { $0 + log1p(factor * $1) } / Double(x.count)
    }
}
