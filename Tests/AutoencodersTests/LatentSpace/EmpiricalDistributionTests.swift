import Autoencoders
import Testing

/// Shares and quantiles of measured numbers.
@Suite struct EmpiricalDistributionTests {
    private let distribution = EmpiricalDistribution([3, 1, 2, 2, 5])

    @Test(
        arguments: [(0, 0), (1, 0), (1.5, 0.2), (2, 0.2), (2.5, 0.6), (5, 0.8), (6, 1)]
            as [(Double, Double)])
    func equalNumbersAreNotBelow(value: Double, share: Double) {
        #expect(distribution.share(below: value) == share)
    }

    @Test func quantilesAreThoseOfNumPy() throws {
        let fixture = try LatentSpaceFixture.load().quantiles
        let distribution = EmpiricalDistribution(fixture.numbers.map { Double($0) })
        #expect(
            close(fixture.levels.map { distribution.quantile($0) }, fixture.values, 1e-12))
    }

    @Test func theEndsAreTheExtremes() {
        #expect(distribution.quantile(0) == 1)
        #expect(distribution.quantile(1) == 5)
        #expect(EmpiricalDistribution([7]).quantile(0.3) == 7)
        #expect(EmpiricalDistribution([-.infinity, -.infinity]).quantile(0.5) == -.infinity)
    }

    @Test func nothingAndNaNTrap() async {
        await #expect(processExitsWith: .failure) { _ = EmpiricalDistribution([]) }
        await #expect(processExitsWith: .failure) { _ = EmpiricalDistribution([1, .nan]) }
        await #expect(processExitsWith: .failure) { _ = EmpiricalDistribution([1]).quantile(1.1) }
    }
}
