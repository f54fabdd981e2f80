import Autoencoders
import TensorCore
import Testing

/// How unusual points are under the prior.
@Suite struct PriorTypicalityTests {
    @Test func percentilesAreSharesOfTheDraws() {
        let typicality = PriorTypicality(
            prior: StandardNormalPrior(), latentDimensions: 3, draws: 500, seed: 9)
        // The same draws, from the generator that is documented.
        var generator = NoiseStream.typicality.generator(seed: 9)
        let draws = StandardNormalPrior().sample(
            count: 500, latentDimensions: 3, temperature: 1, using: &generator)
        let squares = (0..<500).map { row in
            draws.row(row).elements.reduce(0) { $0 + Double($1) * Double($1) }
        }
        for z: [Float] in [[0.1, 0, 0], [1, -1, 0.5], [0, 2, 1], [-1.5, -1.5, -1.5]] {
            let square = z.reduce(0) { $0 + Double($1) * Double($1) }
            let share = Double(squares.count { $0 < square }) / 500
            #expect(typicality.percentile(of: z) == share)
        }
    }

    @Test func theModeIsLessSurprisingThanAllDraws() {
        let typicality = PriorTypicality(prior: StandardNormalPrior(), latentDimensions: 10)
        #expect(typicality.percentile(of: [Float](repeating: 0, count: 10)) == 0)
        #expect(typicality.percentile(of: [Float](repeating: 9, count: 10)) == 1)
    }

    // Medians of χ² with as many degrees of freedom.
    @Test(arguments: [(2, 1.3863), (10, 9.3418), (50, 49.3349)] as [(Int, Float)])
    func theMedianOfSquaresIsTypical(latents: Int, median: Float) {
        let typicality = PriorTypicality(
            prior: StandardNormalPrior(), latentDimensions: latents)
        let z = [Float](repeating: (median / Float(latents)).squareRoot(), count: latents)
        // The standard error of the share is 0.008.
        #expect(abs(typicality.percentile(of: z) - 0.5) < 0.032)
    }

    @Test func theSurpriseIsMinusTheLogDensity() {
        let typicality = PriorTypicality(
            prior: StandardNormalPrior(), latentDimensions: 2, draws: 2)
        #expect(abs(typicality.surprise(of: [1, 2]) - (2.5 + 1.8378771)) < 1e-6)
    }

    @Test func aPointOfAnotherSpaceTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = PriorTypicality(prior: StandardNormalPrior(), latentDimensions: 2)
                .percentile(of: [1])
        }
    }
}
