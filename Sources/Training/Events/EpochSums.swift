import Autoencoders
import TensorCore

/// Running sums over an epoch, in double; stored in checkpoints that fall within an epoch.
struct EpochSums: Sendable, Equatable, Codable {
    private(set) var exampleCount = 0
    private var reconstruction = 0.0
    private var divergence: [Double]
    private var mean: [Double]
    private var meanSquare: [Double]

    init(latentDimensions: Int) {
        divergence = Array(repeating: 0, count: latentDimensions)
        mean = divergence
        meanSquare = divergence
    }

    mutating func add(_ output: VariationalAutoencoder.Output) {
        let count = output.mean.shape[0]
        exampleCount += count
        reconstruction -= output.logLikelihood.value.sum
        output.divergence.value.withUnsafeElements { divergences in
            output.mean.value.withUnsafeElements { means in
                for row in 0..<count {
                    for j in divergence.indices {
                        let value = Double(means[row * divergence.count + j])
                        divergence[j] += Double(divergences[row * divergence.count + j])
                        mean[j] += value
                        meanSquare[j] += value * value
                    }
                }
            }
        }
    }

    func averages(priorVariance: Double) -> TrainingAverages {
        let count = Double(max(exampleCount, 1))
        let active = zip(mean, meanSquare).count { sum, squares in
            (squares / count - (sum / count) * (sum / count)) / priorVariance > 0.01
        }
        return TrainingAverages(
            reconstruction: reconstruction / count, kl: divergence.reduce(0, +) / count,
            klPerLatent: divergence.map { $0 / count }, activeUnits: active)
    }
}
