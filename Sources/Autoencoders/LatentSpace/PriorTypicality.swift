import Platform
import TensorCore

/// How unusual a point is among draws from the prior.
public struct PriorTypicality: Sendable {
    private let prior: any Prior
    private let latentDimensions: Int
    private let surprises: EmpiricalDistribution

    /// Compares with `draws` draws from `prior`; equal seeds give equal draws.
    ///
    /// - Precondition: sizes are at least 1.
    public init(
        prior: any Prior, latentDimensions: Int, draws: Int = 4096, seed: UInt64 = 0
    ) {
        require(
            latentDimensions > 0 && draws > 0,
            "PriorTypicality: \(draws) draws of \(latentDimensions) latents")
        self.prior = prior
        self.latentDimensions = latentDimensions
        var generator = NoiseStream.typicality.generator(seed: seed)
        let z = prior.sample(
            count: draws, latentDimensions: latentDimensions, temperature: 1, using: &generator)
        surprises = EmpiricalDistribution(
            prior.logDensity(Variable(z)).value.elements.map { -Double($0) })
    }

    /// −log p(z), nats.
    ///
    /// - Precondition: `z` has as many latents as the prior's draws.
    public func surprise(of z: [Float]) -> Double {
        require(
            z.count == latentDimensions,
            "PriorTypicality: a point of \(z.count) latents, not \(latentDimensions)")
        let point = Tensor(z, shape: [1, latentDimensions])
        return -Double(prior.logDensity(Variable(point)).value.item)
    }

    /// The share of the prior's draws that are less surprising than `z`, in [0, 1].
    ///
    /// Both ends are unusual: near 0 lies the mode, where in many dimensions no draw comes, near 1
    /// what is further out than the draws are. (Nalisnick et al., "Detecting out-of-distribution
    /// inputs to deep generative models using typicality", 2019.)
    ///
    /// - Precondition: as for `surprise(of:)`.
    public func percentile(of z: [Float]) -> Double { surprises.share(below: surprise(of: z)) }
}
