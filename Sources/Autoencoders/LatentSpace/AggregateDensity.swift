import Platform

/// The density of the aggregate posterior, q(z) = (1/N) Σₙ N(z; μₙ, σₙ²): how much data is near z.
public struct AggregateDensity: Sendable {
    /// log q at the posterior means of held-out examples, nats; what percentiles are among.
    public let reference: EmpiricalDistribution
    private let mixture: PosteriorMixture

    /// How many latents a point has.
    public var latentDimensions: Int { mixture.latentDimensions }
    /// How many examples the density is made of, N.
    public var componentCount: Int { mixture.count }

    /// The density of up to `components` examples, evenly picked.
    ///
    /// The reference are up to 1,000 of `heldOut`, evenly picked too. Where there are none it is
    /// the components themselves, each left out of the density while its own is measured.
    ///
    /// - Precondition: there is at least one example, `components` ≥ 1, and held-out examples have
    ///   as many latents.
    public init(
        of examples: EncodedExamples, components: Int = 2000, heldOut: EncodedExamples? = nil
    ) {
        let rows = evenPicks(atMost: components, of: examples.count)
        require(
            !rows.isEmpty,
            "AggregateDensity: \(components) components of \(examples.count) examples")
        let latents = examples.latentDimensions
        require(
            heldOut.map { $0.latentDimensions == latents } ?? true,
            "AggregateDensity: \(heldOut?.latentDimensions ?? 0) latents held out, not \(latents)")
        let mixture = PosteriorMixture(of: examples, rows: rows)
        self.mixture = mixture
        if let heldOut, heldOut.count > 0 {
            reference = EmpiricalDistribution(
                evenPicks(atMost: 1000, of: heldOut.count).map {
                    mixture.logDensity(heldOut.mean(at: $0))
                })
        } else {
            reference = EmpiricalDistribution(
                evenPicks(atMost: 1000, of: rows.count).map {
                    mixture.logDensity(examples.mean(at: rows[$0]), without: $0)
                })
        }
    }

    /// log q(z), nats.
    ///
    /// - Precondition: `z` has as many latents as the density.
    public func logDensity(_ z: [Float]) -> Double {
        check(z)
        return mixture.logDensity(z)
    }

    /// log q(z), nats, and its gradient by z, `[latentDimensions]`.
    ///
    /// - Precondition: as for `logDensity(_:)`.
    public func logDensityAndGradient(_ z: [Float]) -> (value: Double, gradient: [Double]) {
        check(z)
        return mixture.logDensityAndGradient(z)
    }

    /// The share of the reference whose density is below that of `z`, in [0, 1]; 0 is far from
    /// all data.
    ///
    /// An example that the density is made of is not held up by itself: the others tell where it
    /// lies.
    ///
    /// - Precondition: as for `logDensity(_:)`.
    public func percentile(_ z: [Float]) -> Double {
        check(z)
        return reference.share(
            below: mixture.logDensity(z, without: mixture.component(at: z)))
    }

    private func check(_ z: [Float]) {
        require(
            z.count == latentDimensions,
            "AggregateDensity: a point of \(z.count) latents, not \(latentDimensions)")
    }
}
