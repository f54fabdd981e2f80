import Glibc
public import TensorCore

/// Figures of a model over many examples, taken in tile by tile; sums are kept in double.
public struct EvaluationSummary: Sendable {
    /// How many examples have been taken in.
    public private(set) var exampleCount = 0
    private var reconstructionSum = 0.0
    private var squaredErrorSum = 0.0
    private var entropySum = 0.0
    private var divergenceSums: [Double]
    private var meanSums: [Double]
    private var meanSquareSums: [Double]
    private let elementCount: Int
    private let priorVariance: Double

    /// A summary of nothing yet, for examples as `model` has them.
    public init(for model: VariationalAutoencoder) {
        let latent = model.configuration.latentDimensions
        divergenceSums = Array(repeating: 0, count: latent)
        meanSums = divergenceSums
        meanSquareSums = divergenceSums
        elementCount = model.configuration.elementCount
        priorVariance = model.prior.variance
    }

    /// Takes in what an evaluator found; pictures may be missing, then there is no squared error.
    public mutating func add(
        _ tile: ExampleTile, _ result: Evaluator.TileResult, reconstruction: [Double],
        pictures: Tensor? = nil
    ) {
        let latent = divergenceSums.count
        exampleCount += tile.count
        reconstructionSum += reconstruction.reduce(0, +)
        result.divergence.withUnsafeElements { divergence in
            result.mean.withUnsafeElements { mean in
                for row in 0..<tile.count {
                    for j in 0..<latent {
                        let m = Double(mean[row * latent + j])
                        divergenceSums[j] += Double(divergence[row * latent + j])
                        meanSums[j] += m
                        meanSquareSums[j] += m * m
                    }
                }
            }
        }
        tile.x.withUnsafeElements { x in
            for value in x[0..<tile.count * elementCount] where value > 0 && value < 1 {
                let p = Double(value)
                entropySum -= p * log(p) + (1 - p) * log1p(-p)
            }
            pictures?.withUnsafeElements { pictures in
                for index in 0..<tile.count * elementCount {
                    let difference = Double(x[index] - pictures[index])
                    squaredErrorSum += difference * difference
                }
            }
        }
    }

    private var count: Double { Double(max(exampleCount, 1)) }

    /// −log p(x | z), nats per example.
    public var reconstruction: Double { reconstructionSum / count }
    /// KL(q ‖ p), nats per example, never clamped.
    public var divergence: Double { divergenceSums.reduce(0, +) / count }
    /// The evidence lower bound at β = 1, nats per example.
    public var elbo: Double { -(reconstruction + divergence) }
    /// KL of each latent, nats per example.
    public var divergencePerLatent: [Double] { divergenceSums.map { $0 / count } }
    /// The mean squared error of a pixel decoded from the posterior mean, intensities in [0, 1].
    public var squaredError: Double { squaredErrorSum / count / Double(elementCount) }
    /// Σ −p ln p − (1 − p) ln(1 − p) over the pixels p of an example, nats: what a grey
    /// cross-entropy cannot go below.
    public var entropyFloor: Double { entropySum / count }

    /// Latents whose posterior mean varies over the examples: variance over that of the prior
    /// above 0.01. (Burda et al., 2016, section 5.2.)
    public var activeUnits: Int {
        zip(meanSums, meanSquareSums).count { sum, squares in
            (squares / count - (sum / count) * (sum / count)) / priorVariance > 0.01
        }
    }
}
