import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// A linear model with a normal likelihood, whose evidence and posterior have closed forms:
/// p(x) = N(b, W Wᵀ + σ² I), posterior precision Λ = I + Wᵀ W / σ².
@Suite struct LinearGaussianTests {
    private static let elements = 6
    private static let latent = 3
    private static let sigma = 0.5
    private static let bias = 0.4

    /// Loadings whose columns are orthogonal.
    private static let orthogonal = DenseMatrix(rows: 6, columns: 3) { row, column in
        let columns: [[Double]] = [
            [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0.75, -0.75, 0, 0, 0, 0],
            [0, 0, 0.5, -0.5, 0.25, -0.25],
        ]
        return columns[column][row]
    }

    /// The same span with its axes turned by half a radian, twice.
    private static var rotated: DenseMatrix {
        let (c, s) = (cos(0.5), sin(0.5))
        let first: [[Double]] = [[c, -s, 0], [s, c, 0], [0, 0, 1]]
        let second: [[Double]] = [[1, 0, 0], [0, c, -s], [0, s, c]]
        return orthogonal * DenseMatrix(rows: 3, columns: 3) { first[$0][$1] }
            * DenseMatrix(rows: 3, columns: 3) { second[$0][$1] }
    }

    @Test func withOrthogonalLoadingsBoundsAreTheEvidence() {
        let problem = Problem(Self.orthogonal)
        let tile = SmallModel.tile(rows: Array(0..<64), elements: Self.elements)
        let encoded = problem.evaluator.encode(tile)
        let weights = problem.evaluator.logWeights(of: tile, encoded, draws: 50)
        #expect(abs(problem.divergence) < 1e-12)
        var estimate = ImportanceWeightedEstimate(weightCount: 50)
        var evidence = 0.0
        for row in 0..<64 {
            let exact = problem.logEvidence(tile, row)
            evidence += exact
            #expect(weights[row].allSatisfy { abs($0 - exact) < 1e-4 })
            estimate.add(logWeights: weights[row])
        }
        #expect(abs(-estimate.negativeLogLikelihood - evidence / 64) < 1e-4)
        #expect(estimate.standardError < 1e-6)
        #expect(estimate.fewEffectiveShare == 0)

        // The reported bound, with its closed-form KL, differs by the noise of its draws alone.
        let draws = 400
        let bounds = zip(
            evaluatedBounds(problem, tile, encoded, draws: draws),
            (0..<64).map { problem.logEvidence(tile, $0) }
        ).map { $0 - $1 }
        #expect(abs(bounds.mean) < 4 * bounds.standardError)
        #expect(bounds.standardError < 0.02)
    }

    @Test func withRotatedLoadingsTheBoundMissesTheDivergence() {
        let problem = Problem(Self.rotated)
        #expect(problem.divergence > 0.02)
        let tile = SmallModel.tile(rows: Array(0..<64), elements: Self.elements)
        let encoded = problem.evaluator.encode(tile)
        let draws = 1_000
        let weights = problem.evaluator.logWeights(of: tile, encoded, draws: draws)
        // log w - log p(x) has the same distribution in every row: all draws are one sample.
        let ratios = (0..<64).flatMap { row in
            weights[row].map { $0 - problem.logEvidence(tile, row) }
        }
        #expect(abs(ratios.mean + problem.divergence) < 4 * ratios.standardError)
        let exponentials = ratios.map { exp($0) }
        #expect(abs(exponentials.mean - 1) < 4 * exponentials.standardError)

        let bounds = zip(
            evaluatedBounds(problem, tile, encoded, draws: draws),
            (0..<64).map { problem.logEvidence(tile, $0) }
        ).map { $0 - $1 }
        #expect(abs(bounds.mean + problem.divergence) < 4 * bounds.standardError)

        var previous = -problem.divergence - 4 * ratios.standardError
        for k in [1, 2, 5, 20, 100] {
            let groups = stride(from: 0, to: ratios.count, by: k).map { start in
                log(exponentials[start..<start + k].reduce(0, +) / Double(k))
            }
            #expect(groups.mean > previous, "k = \(k)")
            #expect(groups.mean < 4 * groups.standardError, "k = \(k)")
            previous = groups.mean
        }
    }

    private func evaluatedBounds(
        _ problem: Problem, _ tile: ExampleTile, _ encoded: Evaluator.TileResult, draws: Int
    ) -> [Double] {
        let reconstruction = problem.evaluator.reconstruction(of: tile, encoded, draws: draws)
        return (0..<tile.count).map { -reconstruction[$0] - encoded.divergence.row($0).sum }
    }

    /// A model with the given loadings, whose encoder gives the best independent posterior.
    private struct Problem {
        let evaluator: Evaluator
        /// KL of the encoder's posterior from the true one, the same for every example.
        let divergence: Double
        private let inverseCovariance: DenseMatrix
        private let logDeterminant: Double

        init(_ loadings: DenseMatrix) {
            let (sigma, bias) = (LinearGaussianTests.sigma, LinearGaussianTests.bias)
            let (elements, latent) = (LinearGaussianTests.elements, LinearGaussianTests.latent)
            let covariance =
                loadings * loadings.transposed
                + DenseMatrix.identity(elements, scale: sigma * sigma)
            (inverseCovariance, logDeterminant) = covariance.inverted()
            let precision =
                DenseMatrix.identity(latent)
                + (1 / (sigma * sigma)) * (loadings.transposed * loadings)
            let (posteriorCovariance, logPrecision) = precision.inverted()
            let gain = (1 / (sigma * sigma)) * (posteriorCovariance * loadings.transposed)
            // ½ (tr ΛS - d - ln |Λ| - ln |S|) with S = 1 / diag Λ, where tr ΛS = d.
            let logVariances = (0..<latent).map { -log(precision[$0, $0]) }
            divergence = 0.5 * (-logPrecision - logVariances.reduce(0, +))

            let trained = SmallModel.trained(
                ModelConfiguration(
                    exampleShape: [1, 2, 3], latentDimensions: latent,
                    architecture: .mlp(MLPConfiguration(hidden: [])),
                    likelihood: .gaussian(sigma: Float(sigma))))
            func set(_ path: String, _ values: [Double]) {
                let parameter = trained.parameter(path)
                trained.parameters.set(
                    parameter, to: Tensor(values.map { Float($0) }, shape: parameter.shape))
            }
            set("decoder.layers.0.weight", loadings.elements)
            set("decoder.layers.0.bias", Array(repeating: bias, count: elements))
            set(
                "encoder.posterior.weight",
                gain.elements + Array(repeating: 0, count: latent * elements))
            let shift = (0..<latent).map { row in
                (0..<elements).reduce(0) { $0 - gain[row, $1] * bias }
            }
            set("encoder.posterior.bias", shift + logVariances)
            evaluator = Evaluator(model: trained.model, parameters: trained.parameters, seed: 4)
        }

        /// log N(x; b, W Wᵀ + σ² I), nats.
        func logEvidence(_ tile: ExampleTile, _ row: Int) -> Double {
            let difference = tile.x.row(row).elements.map {
                Double($0) - LinearGaussianTests.bias
            }
            var square = 0.0
            for i in difference.indices {
                for j in difference.indices {
                    square += difference[i] * inverseCovariance[i, j] * difference[j]
                }
            }
            return -0.5 * (square + logDeterminant + Double(difference.count) * log(2 * .pi))
        }
    }
}

extension [Double] {
    fileprivate var mean: Double { reduce(0, +) / Double(count) }

    /// The standard error of the mean.
    fileprivate var standardError: Double {
        let mean = mean
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1) / Double(count))
            .squareRoot()
    }
}
