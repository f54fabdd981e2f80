import Glibc

/// An even mixture of posteriors, (1/N) Σₙ N(z; μₙ, σₙ²).
struct PosteriorMixture: Sendable {
    let latentDimensions: Int
    /// How many there are, N.
    let count: Int
    // [latent][component], so that the loop over components has vectors.
    private let means: [Float]
    // 1 / (2 σ²)
    private let halfPrecisions: [Float]
    // log N(μ; μ, σ²) of each component.
    private let logPeaks: [Float]

    /// The mixture of the posteriors at `rows` of `examples`.
    init(of examples: EncodedExamples, rows: [Int]) {
        let latents = examples.latentDimensions
        latentDimensions = latents
        count = rows.count
        let cells = (0..<latents).flatMap { latent in rows.map { $0 * latents + latent } }
        means = cells.map { examples.means[$0] }
        halfPrecisions = cells.map { 0.5 * expf(-examples.logVariances[$0]) }
        logPeaks = rows.map { row in
            let logVariances = examples.logVariance(at: row)
            let sum = logVariances.reduce(0) { $0 + Double($1) + log(2 * Double.pi) }
            return Float(-0.5 * sum)
        }
    }

    /// log q(z), nats; without one component, and over N − 1, where one is named.
    ///
    /// Minus infinity where no component is left or none reaches.
    func logDensity(_ z: [Float], without left: Int? = nil) -> Double {
        var terms = logTerms(z)
        if let left { terms[left] = -.infinity }
        return normalize(&terms, over: left == nil ? count : count - 1)
    }

    /// The first component whose mean is `z` itself; nil if none is.
    func component(at z: [Float]) -> Int? {
        (0..<count).first { component in
            (0..<latentDimensions).allSatisfy { means[$0 * count + component] == z[$0] }
        }
    }

    /// log q(z), nats, and its gradient Σ r (μ − z) / σ², `[latentDimensions]`, r being each
    /// component's share of q(z).
    func logDensityAndGradient(_ z: [Float]) -> (value: Double, gradient: [Double]) {
        var shares = logTerms(z)
        let value = normalize(&shares, over: count)
        var gradient = [Double](repeating: 0, count: latentDimensions)
        for component in shares.indices where shares[component] > 0 {
            for latent in 0..<latentDimensions {
                let cell = latent * count + component
                gradient[latent] += Double(
                    shares[component] * 2 * halfPrecisions[cell] * (means[cell] - z[latent]))
            }
        }
        return (value, gradient)
    }

    /// log N(z; μ, σ²) of each component.
    private func logTerms(_ z: [Float]) -> [Float] {
        var terms = logPeaks
        terms.withUnsafeMutableBufferPointer { terms in
            means.withUnsafeBufferPointer { means in
                halfPrecisions.withUnsafeBufferPointer { halfPrecisions in
                    for latent in 0..<latentDimensions {
                        let (place, start) = (z[latent], latent * count)
                        for component in 0..<count {
                            let distance = place - means[start + component]
                            terms[component] -=
                                distance * distance * halfPrecisions[start + component]
                        }
                    }
                }
            }
        }
        return terms
    }

    /// Turns logarithms into shares of their sum, and gives the logarithm of sum / total.
    private func normalize(_ terms: inout [Float], over total: Int) -> Double {
        let largest = terms.reduce(-Float.infinity) { $1 > $0 ? $1 : $0 }
        var sum = 0.0
        for index in terms.indices {
            // e⁻³⁰ of the largest is lost in a float; most components are, and cost no exponential.
            let reaches = largest > -.infinity && terms[index] > largest - 30
            terms[index] = reaches ? expf(terms[index] - largest) : 0
            sum += Double(terms[index])
        }
        guard sum > 0 else { return -.infinity }
        for index in terms.indices where terms[index] > 0 { terms[index] /= Float(sum) }
        return Double(largest) + log(sum / Double(total))
    }
}
