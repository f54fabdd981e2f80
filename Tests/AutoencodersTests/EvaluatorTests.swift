import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct EvaluatorTests {
    private static let trained = SmallModel.trained()

    @Test func figuresEqualThoseByHand() throws {
        let trained = Self.trained
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters, seed: 9)
        let rows = [3, 1, 4, 15, 9]
        let tile = SmallModel.tile(rows: rows, elements: 36)
        let encoded = evaluator.encode(tile)
        let draws = 3
        let reconstruction = evaluator.reconstruction(of: tile, encoded, draws: draws)
        let logWeights = evaluator.logWeights(of: tile, encoded, draws: draws)
        #expect(reconstruction.count == rows.count && logWeights.count == rows.count)
        var summary = EvaluationSummary(for: trained.model)
        summary.add(tile, encoded, reconstruction: reconstruction)

        let hand = ByHand(trained)
        var (reconstructionSum, klSum) = (0.0, 0.0)
        for (position, row) in rows.enumerated() {
            let x = Formula.pixels(UInt64(row), [36]).elements.map { Double($0) }
            let (mean, logVariance) = hand.encode(x)
            expectClose(encoded.mean.row(position), mean, tolerance: 1e-6)
            expectClose(encoded.logVariance.row(position), logVariance, tolerance: 1e-6)
            let kl = zip(mean, logVariance).map { 0.5 * ($0 * $0 + exp($1) - 1 - $1) }
            expectClose(encoded.divergence.row(position), kl, tolerance: 1e-6)
            klSum += kl.reduce(0, +)
            var sum = 0.0
            for draw in 0..<draws {
                let noise = PhiloxGenerator.normalRows(
                    seed: 9, keys: [NoiseStream.evaluationNoise.key(row)], draw: draw, columns: 3)
                let e = noise.elements.map { Double($0) }
                let z = (0..<3).map { mean[$0] + exp(logVariance[$0] / 2) * e[$0] }
                let logLikelihood = hand.logLikelihood(x, z)
                // The normal constants of log p(z) and log q(z) are the same and cancel.
                let prior = z.reduce(0) { $0 - 0.5 * $1 * $1 }
                let posterior = (0..<3).reduce(0) { $0 - 0.5 * (e[$1] * e[$1] + logVariance[$1]) }
                let weight = logLikelihood + prior - posterior
                #expect(abs(logWeights[position][draw] - weight) < 2e-5)
                sum -= logLikelihood
            }
            #expect(abs(reconstruction[position] - sum / Double(draws)) < 2e-5)
            reconstructionSum += sum / Double(draws)
        }
        #expect(abs(summary.reconstruction - reconstructionSum / 5) < 2e-5)
        #expect(abs(summary.divergence - klSum / 5) < 1e-6)
        #expect(summary.elbo == -(summary.reconstruction + summary.divergence))
        #expect(summary.exampleCount == 5)
    }

    @Test func aRowsFiguresDoNotDependOnItsTile() {
        let trained = Self.trained
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters, seed: 9)
        struct Figures: Equatable {
            var mean, logVariance, divergence, picture: [UInt32]
            var reconstruction: Double
            var logWeights: [Double]
        }
        func figures(_ groups: [[Int]]) -> [Int: Figures] {
            var all = [Int: Figures]()
            for rows in groups {
                let tile = SmallModel.tile(rows: rows, elements: 36)
                let encoded = evaluator.encode(tile)
                let reconstruction = evaluator.reconstruction(of: tile, encoded, draws: 2)
                let logWeights = evaluator.logWeights(of: tile, encoded, draws: 4)
                let pictures = evaluator.pictures(of: encoded)
                for (position, row) in rows.enumerated() {
                    all[row] = Figures(
                        mean: bits(encoded.mean.row(position)),
                        logVariance: bits(encoded.logVariance.row(position)),
                        divergence: bits(encoded.divergence.row(position)),
                        picture: bits(pictures.row(position)),
                        reconstruction: reconstruction[position],
                        logWeights: logWeights[position])
                }
            }
            return all
        }
        let rows = Array(0..<300)
        let inOrder = figures([Array(rows[..<256]), Array(rows[256...])])
        let mixed = figures([
            Array(rows[..<1]), Array(rows[1..<100].reversed()), Array(rows[100...].reversed()),
        ])
        #expect(inOrder.count == 300)
        #expect(inOrder == mixed)
    }

    @Test func noiseIsKeyedBySeedRowAndDraw() {
        let trained = Self.trained
        func weights(seed: UInt64, draws: Int) -> [[Double]] {
            let evaluator = Evaluator(
                model: trained.model, parameters: trained.parameters, seed: seed)
            let tile = SmallModel.tile(rows: [5, 6], elements: 36)
            return evaluator.logWeights(of: tile, evaluator.encode(tile), draws: draws)
        }
        let first = weights(seed: 1, draws: 5)
        #expect(first == weights(seed: 1, draws: 5))
        #expect(weights(seed: 1, draws: 2) == first.map { Array($0[..<2]) })
        #expect(Set(first[0]).count == 5)
        #expect(weights(seed: 2, draws: 5)[0] != first[0])
    }

    @Test func aTileOfAnotherSizeTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = ExampleTile(x: .zeros([3, 2]), rows: [0, 1, 2], count: 3)
        }
    }
}

/// The small model in plain loops.
private struct ByHand {
    private let trained: TrainedModel

    init(_ trained: TrainedModel) { self.trained = trained }

    private func linear(_ x: [Double], _ path: String) -> [Double] {
        let (weight, bias) = (trained.values("\(path).weight"), trained.values("\(path).bias"))
        return bias.indices.map { row in
            x.indices.reduce(bias[row]) { $0 + weight[row * x.count + $1] * x[$1] }
        }
    }

    func encode(_ x: [Double]) -> (mean: [Double], logVariance: [Double]) {
        let hidden = linear(x, "encoder.layers.0").map { max($0, 0) }
        let head = linear(hidden, "encoder.posterior")
        return (Array(head[..<3]), Array(head[3...]))
    }

    func logLikelihood(_ x: [Double], _ z: [Double]) -> Double {
        let hidden = linear(z, "decoder.layers.0").map { max($0, 0) }
        return zip(x, linear(hidden, "decoder.layers.2")).reduce(0) { sum, pair in
            let (p, l) = pair
            return sum + p * l - max(l, 0) - log1p(exp(-abs(l)))
        }
    }
}
