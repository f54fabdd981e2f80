import Autoencoders
import Glibc
import LatentExplorer
import TensorCore
import Testing

/// The space that most models have, against its formulas.
@Suite struct GaussianLatentSpaceTests {
    private let space = GaussianLatentSpace(FakeModel.data().statistics)
    private let z: LatentPoint = [0.5, -1, 0.25, 2, 0, -0.5]

    @Test func aMovedCoordinateHasItsValueAndTheOthersStay() {
        for index in space.coordinates.indices {
            let moved = space.moving(z, index, to: 1.25)
            #expect(abs(space.value(of: index, at: moved) - 1.25) < 1e-5)
            for other in space.coordinates.indices where other != index {
                #expect(space.value(of: other, at: moved) == space.value(of: other, at: z))
            }
        }
    }

    @Test func coordinatesComeByFallingDivergence() {
        let divergences = space.coordinates.map { $0.divergence ?? 0 }
        #expect(divergences == divergences.sorted(by: >))
        #expect(space.coordinates.map(\.isActive) == [true, true, true, true, false, false])
    }

    @Test func aStepOfOneDeviationIsADistanceOfOne() {
        let value = space.value(of: 2, at: z)
        #expect(abs(space.distance(z, space.moving(z, 2, to: value + 1)) - 1) < 1e-5)
        #expect(space.distance(z, z) == 0)
    }

    @Test func theDensityIsThatOfTheStandardNormal() {
        let expected = z.reduce(0.0) {
            $0 + log(exp(-0.5 * Double($1) * Double($1)) / (2 * Double.pi).squareRoot())
        }
        #expect(abs(space.logDensity(at: z) - expected) < 1e-9)
    }

    @Test func drawsHaveTheDeviationOfTheTemperature() {
        var generator = PhiloxGenerator(seed: 1)
        var squares = 0.0
        for _ in 0..<500 {
            let draw = space.random(temperature: 0.5, around: z, using: &generator)
            squares += zip(draw, z).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        }
        // 3000 squares of deviation 0.5: the mean is known to 0.25 √(2 / 3000) = 0.0065.
        #expect(abs(squares / 3000 - 0.25) < 0.03)
    }

    @Test func upToThreeLatentsThereIsNoArc() {
        #expect(GaussianLatentSpace(latentDimensions: 3).interpolations == [.linear, .geodesic])
        #expect(
            GaussianLatentSpace(latentDimensions: 4).interpolations
                == [.linear, .spherical, .geodesic])
    }
}
