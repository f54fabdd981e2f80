import Autoencoders
import Glibc
import Testing

/// The density of the aggregate posterior, against sums in double.
@Suite struct AggregateDensityTests {
    /// log (1/N) Σ N(z; μ, σ²) over `rows`.
    private func logDensity(_ examples: EncodedExamples, rows: [Int], _ z: [Float]) -> Double {
        let terms = rows.map { row in
            zip(zip(examples.mean(at: row), examples.logVariance(at: row)), z).reduce(0.0) {
                let (mean, logVariance) = (Double($1.0.0), Double($1.0.1))
                let distance = Double($1.1) - mean
                return $0 - 0.5
                    * (distance * distance / exp(logVariance) + logVariance + log(2 * Double.pi))
            }
        }
        let largest = terms.max() ?? 0
        let sum = terms.reduce(0) { $0 + exp($1 - largest) }
        return largest + log(sum / Double(terms.count))
    }

    private let points: [[Float]] = [[0, 0, 0], [1, -1, 0.5], [2, 2, -2], [9, -9, 9]]

    @Test func itIsTheMeanOfTheComponents() {
        let examples = EncodedExamples.made(150, latents: 3)
        let density = AggregateDensity(of: examples, heldOut: .made(10, latents: 3, seed: 5))
        #expect(density.componentCount == 150)
        for z in points {
            let expected = logDensity(examples, rows: Array(0..<150), z)
            #expect(abs(density.logDensity(z) - expected) < 1e-5 * max(1, abs(expected)))
        }
    }

    @Test func anExampleIsNotHeldUpByItself() {
        let examples = EncodedExamples.made(150, latents: 3)
        let density = AggregateDensity(of: examples)
        for row in [0, 7, 149] {
            let others = (0..<150).filter { $0 != row }
            let own = logDensity(examples, rows: others, examples.mean(at: row))
            let below = density.reference.values.filter { $0 < own - 1e-6 }.count
            #expect(abs(density.percentile(examples.mean(at: row)) - Double(below) / 150) <= 0.01)
        }
    }

    @Test func moreExamplesThanComponentsArePickedEvenly() {
        let examples = EncodedExamples.made(10, latents: 3)
        let density = AggregateDensity(of: examples, components: 4)
        let expected = logDensity(examples, rows: [0, 2, 5, 7], [0, 1, 0])
        #expect(density.componentCount == 4)
        #expect(abs(density.logDensity([0, 1, 0]) - expected) < 1e-5)
    }

    @Test func heldOutExamplesAreTheReference() {
        let examples = EncodedExamples.made(100, latents: 3)
        let heldOut = EncodedExamples.made(1500, latents: 3, seed: 2)
        let density = AggregateDensity(of: examples, heldOut: heldOut)
        let measured = (0..<1000).map {
            logDensity(examples, rows: Array(0..<100), heldOut.mean(at: $0 * 3 / 2))
        }
        #expect(close(density.reference.values, measured.sorted(), 1e-5))
        for z in points {
            let share = Double(measured.count { $0 < density.logDensity(z) }) / 1000
            #expect(abs(density.percentile(z) - share) <= 0.001)
        }
        #expect(density.percentile([9, -9, 9]) == 0)
    }

    @Test(arguments: [nil, EncodedExamples.made(0, latents: 3)])
    func withoutHeldOutExamplesEachIsLeftOutInTurn(heldOut: EncodedExamples?) {
        let examples = EncodedExamples.made(60, latents: 3)
        let density = AggregateDensity(of: examples, heldOut: heldOut)
        let measured = (0..<60).map { row in
            logDensity(examples, rows: (0..<60).filter { $0 != row }, examples.mean(at: row))
        }
        #expect(close(density.reference.values, measured.sorted(), 1e-5))
    }

    @Test func theGradientIsThatOfTheLogarithm() {
        let density = AggregateDensity(of: .made(80, latents: 3))
        for z in points.dropLast() {
            let (value, gradient) = density.logDensityAndGradient(z)
            #expect(value == density.logDensity(z))
            for latent in 0..<3 {
                var (above, below) = (z, z)
                above[latent] += 0.01
                below[latent] -= 0.01
                let measured = (density.logDensity(above) - density.logDensity(below)) / 0.02
                #expect(abs(gradient[latent] - measured) < 5e-3 * max(1, abs(measured)))
            }
        }
    }

    @Test func oneExampleLeavesNothingToMeasureItWith() {
        let density = AggregateDensity(of: .made(1, latents: 2))
        #expect(density.reference.values == [-.infinity])
        #expect(density.percentile([0, 0]) == 1)
    }

    @Test func wrongShapesTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = AggregateDensity(of: .made(0, latents: 2))
        }
        await #expect(processExitsWith: .failure) {
            _ = AggregateDensity(of: .made(3, latents: 2), heldOut: .made(3, latents: 3))
        }
        await #expect(processExitsWith: .failure) {
            _ = AggregateDensity(of: .made(3, latents: 2)).logDensity([1])
        }
    }
}
