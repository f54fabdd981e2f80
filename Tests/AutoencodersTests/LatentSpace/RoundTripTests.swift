import Autoencoders
import TensorCore
import Testing

/// From a point through the model and back.
@Suite struct RoundTripTests {
    @Test func itEndsAtThePosteriorMeanOfTheDecodedPicture() {
        let trained = SmallModel.trained()
        let z: [Float] = [0.5, -1, 0.25]
        let deviations = [1, 0.5, 2.0]
        let trip = RoundTrip(
            from: z, deviations: deviations, model: trained.model,
            parameters: trained.parameters)
        let picture = trained.model.pictures(
            of: Tensor(z, shape: [1, 3]), parameters: trained.parameters)
        #expect(trip.end == trained.model.embed(picture, parameters: trained.parameters).elements)
        let expected = zip(zip(trip.end, z), deviations).reduce(0) {
            let difference = Double($1.0.0 - $1.0.1) / $1.1
            return $0 + difference * difference
        }.squareRoot()
        #expect(abs(trip.distance - expected) < 1e-6)
        #expect(trip.distance > 0.5)
    }

    @Test func aPointOfAnotherSpaceTraps() async {
        await #expect(processExitsWith: .failure) {
            let trained = SmallModel.trained()
            _ = RoundTrip(
                from: [1], deviations: [1, 1, 1], model: trained.model,
                parameters: trained.parameters)
        }
    }
}
