import Autoencoders
import Glibc
import TestSupport
import Testing

@Suite struct ImportanceWeightedEstimateTests {
    /// Log weights of one example: level, spread and the number of the example.
    private static func logWeights(_ example: Int, count: Int, spread: Double) -> [Double] {
        (0..<count).map { -500 + spread * Double(Formula.unit(UInt64(example), $0)) }
    }

    private static func logMeanExp(_ values: [Double]) -> Double {
        let largest = values.max() ?? 0
        return largest + log(values.reduce(0) { $0 + exp($1 - largest) } / Double(values.count))
    }

    @Test(arguments: [0.5, 5, 200])
    func estimateAndJackknifeEqualThoseByBruteForce(_ spread: Double) {
        let (count, examples) = (40, 7)
        var estimate = ImportanceWeightedEstimate(weightCount: count)
        var (sum, tenth, variance) = (0.0, 0.0, 0.0)
        for example in 0..<examples {
            let weights = Self.logWeights(example, count: count, spread: spread)
            estimate.add(logWeights: weights)
            sum += Self.logMeanExp(weights)
            tenth += Self.logMeanExp(Array(weights[..<4]))
            let left = weights.indices.map { index in
                var others = weights
                others.remove(at: index)
                return Self.logMeanExp(others)
            }
            let mean = left.reduce(0, +) / Double(count)
            variance +=
                Double(count - 1) / Double(count)
                * left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        let n = Double(examples)
        #expect(estimate.exampleCount == examples)
        #expect(abs(estimate.negativeLogLikelihood + sum / n) < 1e-9)
        #expect(abs(estimate.atTenth + tenth / n) < 1e-9)
        let standardError = variance.squareRoot() / n
        #expect(abs(estimate.standardError - standardError) < 1e-9 * max(1, standardError))
    }

    @Test func oneWeightIsTheBoundItself() {
        var estimate = ImportanceWeightedEstimate(weightCount: 1)
        estimate.add(logWeights: [-90])
        estimate.add(logWeights: [-110])
        #expect(estimate.negativeLogLikelihood == 100)
        #expect(estimate.atTenth == 100)
        #expect(estimate.standardError == 0)
    }

    @Test func aWeightOfTheStoredKindIsNeverLost() {
        // Apart by more than exp can tell: the largest alone counts.
        var estimate = ImportanceWeightedEstimate(weightCount: 2)
        estimate.add(logWeights: [-100_000, -100])
        #expect(abs(estimate.negativeLogLikelihood - (100 + log(2))) < 1e-12)
    }

    @Test func sharesCountExamplesThatCannotBeTrusted() {
        // Equal weights have an effective size of their number.
        for (count, share) in [(9, 1.0), (11, 0.0)] {
            var estimate = ImportanceWeightedEstimate(weightCount: count)
            estimate.add(logWeights: Array(repeating: -3, count: count))
            #expect(estimate.fewEffectiveShare == share)
        }
        var estimate = ImportanceWeightedEstimate(weightCount: 1_000)
        for example in 0..<4 {
            // Weights u^-shape: a tail of that shape.
            let shape = example == 0 ? 2.0 : 0.1
            estimate.add(
                logWeights: (0..<1_000).map { -shape * log((Double($0) + 0.5) / 1_000) })
        }
        #expect(estimate.heavyTailedShare == 0.25)
        #expect(estimate.fewEffectiveShare == 0.25)
    }

    @Test func anotherNumberOfWeightsTraps() async {
        await #expect(processExitsWith: .failure) {
            var estimate = ImportanceWeightedEstimate(weightCount: 3)
            estimate.add(logWeights: [1, 2])
        }
    }
}
