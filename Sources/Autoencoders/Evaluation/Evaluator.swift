public import NeuralNetworks
public import TensorCore

/// What a model says of examples: posteriors, divergences, reconstructions.
public struct Evaluator: Sendable {
    /// The model.
    public let model: VariationalAutoencoder
    /// Its weights.
    public let parameters: ParameterSet
    /// The seed of the noise, which is keyed by seed, row and draw.
    public let seed: UInt64

    /// An evaluator of `model` with the given weights.
    public init(model: VariationalAutoencoder, parameters: ParameterSet, seed: UInt64 = 0) {
        self.model = model
        self.parameters = parameters
        self.seed = seed
    }

    /// What is said of one tile; only the first `count` rows of its tile count.
    public struct TileResult {
        /// The posterior's means, `[rows, latentDimensions]`.
        public let mean: Tensor
        /// The posterior's log variances, `[rows, latentDimensions]`.
        public let logVariance: Tensor
        /// KL(q ‖ p) of each latent, nats, `[rows, latentDimensions]`.
        public let divergence: Tensor

        /// KL(q ‖ p) of each of the first `count` rows, nats: the sum over its latents.
        public func divergences(count: Int) -> [Double] {
            let latents = divergence.shape[1]
            return divergence.withUnsafeElements { values in
                (0..<count).map { row in
                    values[row * latents..<(row + 1) * latents].reduce(0) { $0 + Double($1) }
                }
            }
        }
    }

    /// The posterior and its divergence from the prior.
    public func encode(_ tile: ExampleTile) -> TileResult {
        let posterior = model.encode(tile.x, in: ForwardPass(inference: parameters))
        return TileResult(
            mean: posterior.mean.value, logVariance: posterior.logVariance.value,
            divergence: model.prior.divergence(of: posterior).value)
    }

    /// −log p(x | z) of each counting row, nats: the mean over `draws` draws z ~ q(z | x).
    public func reconstruction(of tile: ExampleTile, _ encoded: TileResult, draws: Int) -> [Double]
    {
        var sums = [Double](repeating: 0, count: tile.count)
        for draw in 0..<draws {
            let (_, logLikelihood) = decoded(tile, encoded, draw: draw)
            logLikelihood.withUnsafeElements { values in
                for row in sums.indices { sums[row] -= Double(values[row]) }
            }
        }
        return sums.map { $0 / Double(draws) }
    }

    /// log p(x, z) − log q(z | x) of each counting row and each of `draws` draws: `[row][draw]`.
    public func logWeights(of tile: ExampleTile, _ encoded: TileResult, draws: Int) -> [[Double]] {
        var weights = [[Double]](
            repeating: [Double](repeating: 0, count: draws), count: tile.count)
        let posterior = DiagonalGaussian(
            mean: Variable(encoded.mean), logVariance: Variable(encoded.logVariance))
        for draw in 0..<draws {
            let (z, logLikelihood) = decoded(tile, encoded, draw: draw)
            let weight =
                (Variable(logLikelihood) + model.prior.logDensity(z) - posterior.logDensity(z))
                .value
            weight.withUnsafeElements { values in
                for row in weights.indices { weights[row][draw] = Double(values[row]) }
            }
        }
        return weights
    }

    /// The mean pictures decoded from the posterior means, `[rows, elements]`.
    public func pictures(of encoded: TileResult) -> Tensor {
        model.pictures(of: encoded.mean, parameters: parameters)
    }

    private func decoded(
        _ tile: ExampleTile, _ encoded: TileResult, draw: Int
    ) -> (z: Variable, logLikelihood: Tensor) {
        let noise = PhiloxGenerator.normalRows(
            seed: seed, keys: tile.rows.map { NoiseStream.evaluationNoise.key($0) }, draw: draw,
            columns: model.configuration.latentDimensions)
        let z = Variable.reparameterize(
            mean: Variable(encoded.mean), logVariance: Variable(encoded.logVariance),
            noise: Variable(noise))
        let output = model.decode(z, in: ForwardPass(inference: parameters))
        return (z, model.likelihood.logLikelihood(output, x: Variable(tile.x)).value)
    }
}
