import Autoencoders
import Glibc
import TestSupport
import Testing

/// What is said of each latent.
@Suite struct LatentStatisticsTests {
    @Test func momentsAreThoseOfTheAggregatePosterior() {
        let examples = EncodedExamples.made(400, latents: 3)
        let statistics = LatentStatistics(of: examples)
        for latent in 0..<3 {
            let rows = 0..<400
            let means = rows.map { Double(examples.mean(at: $0)[latent]) }
            let logVariances = rows.map { Double(examples.logVariance(at: $0)[latent]) }
            let mean = means.reduce(0, +) / 400
            // E[z²] − E[z]², z being drawn from the posterior of an example.
            let square = zip(means, logVariances).reduce(0) { $0 + $1.0 * $1.0 + exp($1.1) } / 400
            let divergence = zip(means, logVariances).reduce(0) {
                $0 + 0.5 * ($1.0 * $1.0 + exp($1.1) - 1 - $1.1)
            }
            let found = statistics.latents[latent]
            #expect(abs(found.mean - mean) < 1e-6)
            #expect(abs(found.deviation - (square - mean * mean).squareRoot()) < 1e-6)
            #expect(abs(found.divergence - divergence / 400) < 1e-6)
        }
        #expect(statistics.deviations == statistics.latents.map(\.deviation))
    }

    @Test func quantilesAreThoseOfNumPy() throws {
        let fixture = try LatentSpaceFixture.load().quantiles
        #expect(LatentStatistics.quantileLevels == fixture.levels)
        let examples = EncodedExamples(
            latentDimensions: 1, means: fixture.numbers,
            logVariances: fixture.numbers.map { _ in 0 }, labels: nil)
        #expect(
            close(LatentStatistics(of: examples).latents[0].quantiles, fixture.values, 1e-12))
    }

    @Test func quantilesOfManyNumbersAreThoseOfASort() {
        let examples = EncodedExamples.made(30_000, latents: 2)
        for (latent, found) in LatentStatistics(of: examples).latents.enumerated() {
            let column = (0..<30_000).map { Double(examples.means[2 * $0 + latent]) }
            let distribution = EmpiricalDistribution(column)
            #expect(
                found.quantiles == LatentStatistics.quantileLevels.map(distribution.quantile))
        }
    }

    @Test func aLatentIsActiveFromAVarianceOfAHundredthOn() {
        // Means of ±a have the variance a².
        let examples = EncodedExamples(
            latentDimensions: 2, means: [0.11, 0.09, -0.11, -0.09],
            logVariances: [0, 0, 0, 0], labels: nil)
        #expect(LatentStatistics(of: examples).latents.map(\.isActive) == [true, false])
    }

    @Test func theOrderIsByFallingDivergence() {
        let examples = EncodedExamples(
            latentDimensions: 4, means: [0, 2, 1, 0], logVariances: [0, 0, 0, 0], labels: nil)
        #expect(LatentStatistics(of: examples).order == [1, 2, 0, 3])
    }

    @Test func noExamplesTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = LatentStatistics(of: .made(0, latents: 2))
        }
    }
}
