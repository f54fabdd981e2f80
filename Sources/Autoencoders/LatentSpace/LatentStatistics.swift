import Glibc
import Platform

/// What the posteriors of many examples say of each latent.
public struct LatentStatistics: Sendable, Equatable {
    /// What is known of one latent.
    public struct Latent: Sendable, Equatable {
        /// The mean of the aggregate posterior, E[μ].
        public let mean: Double
        /// The standard deviation of the aggregate posterior: its variance is Var(μ) + E[σ²].
        public let deviation: Double
        /// The quantiles of μ at `LatentStatistics.quantileLevels`, as NumPy's `quantile` has them.
        public let quantiles: [Double]
        /// The mean of KL(q(z | x) ‖ N(0, 1)), nats.
        public let divergence: Double
        /// Whether Var(μ) > 0.01. (Burda et al., "Importance weighted autoencoders", 2016.)
        public let isActive: Bool
    }

    /// Where `quantiles` are taken.
    public static let quantileLevels = [0.05, 0.25, 0.5, 0.75, 0.95]

    /// One entry for each latent.
    public let latents: [Latent]
    /// The latents by falling divergence; equal ones by their number.
    public let order: [Int]

    /// The standard deviation of each latent's aggregate posterior.
    public var deviations: [Double] { latents.map(\.deviation) }

    /// The statistics of `examples`.
    ///
    /// - Precondition: there is at least one example.
    public init(of examples: EncodedExamples) {
        require(examples.count > 0, "LatentStatistics: no examples")
        let latents = (0..<examples.latentDimensions).map { Latent(examples, latent: $0) }
        self.latents = latents
        order = latents.indices.sorted {
            (latents[$1].divergence, $0) < (latents[$0].divergence, $1)
        }
    }
}

extension LatentStatistics.Latent {
    fileprivate init(_ examples: EncodedExamples, latent: Int) {
        let (count, stride) = (examples.count, examples.latentDimensions)
        let means = (0..<count).map { examples.means[$0 * stride + latent] }
        let mean = means.reduce(0) { $0 + Double($1) } / Double(count)
        var (spread, posteriorVariance, divergence) = (0.0, 0.0, 0.0)
        for row in 0..<count {
            let (μ, logVariance) = (means[row], examples.logVariances[row * stride + latent])
            let variance = expf(logVariance)
            spread += (Double(μ) - mean) * (Double(μ) - mean)
            posteriorVariance += Double(variance)
            divergence += Double(0.5 * (μ * μ + variance - 1 - logVariance))
        }
        spread /= Double(count)
        posteriorVariance /= Double(count)
        let sorted = means.radixSorted()
        self.init(
            mean: mean, deviation: (spread + posteriorVariance).squareRoot(),
            quantiles: LatentStatistics.quantileLevels.map {
                EmpiricalDistribution.quantile($0, count: count) { Double(sorted[$0]) }
            },
            divergence: divergence / Double(count), isActive: spread > 0.01)
    }
}
