import NeuralNetworks
import Testing

@Suite struct LearningRateScheduleTests {
    @Test(arguments: [0, 1, 99, 199])
    func constantIsOne(_ step: Int) {
        #expect(LearningRateSchedule.constant.factor(step: step, of: 200) == 1)
    }

    @Test(arguments: [(0, 1), (50, 0.5 + 0.125.squareRoot()), (100, 0.5), (200, 0)])
    func cosineFallsFromOneToZero(_ step: Int, _ expected: Double) {
        let factor = LearningRateSchedule.cosine.factor(step: step, of: 200)
        #expect(abs(Double(factor) - expected) < 1e-7)
    }

    @Test(arguments: [(0, Float(0.1)), (4, 0.5), (9, 1), (10, 1), (199, 1)])
    func warmUpRisesOverATwentieth(_ step: Int, _ expected: Float) {
        #expect(LearningRateSchedule.warmUp.factor(step: step, of: 200) == expected)
    }

    @Test(arguments: [(0, 0.1), (9, 1), (10, 1), (105, 0.5), (200, 0)])
    func warmUpCosineRisesThenFalls(_ step: Int, _ expected: Double) {
        let factor = LearningRateSchedule.warmUpCosine.factor(step: step, of: 200)
        #expect(abs(Double(factor) - expected) < 1e-7)
    }

    @Test(arguments: [
        (0, Float(1)), (66, 1), (67, 0.1), (133, 0.1), (134, 0.01), (199, 0.01), (500, 0.01),
    ])
    func stepIsATenthAfterEachThird(_ step: Int, _ expected: Float) {
        #expect(LearningRateSchedule.step.factor(step: step, of: 200) == expected)
    }

    @Test(arguments: [0, 1, 99, 199])
    func plateauLeavesTheFactorToItsTracker(_ step: Int) {
        #expect(LearningRateSchedule.plateau.factor(step: step, of: 200) == 1)
    }

    @Test func thePlateauTrackerHalvesAsPyTorchDoes() throws {
        let fixture = try NetworkFixture.load().plateau
        var tracker = PlateauTracker()
        #expect(tracker.factor == 1)
        let factors = fixture.values.map { value in
            tracker.add(value)
            return tracker.factor
        }
        #expect(factors == fixture.factors)
        #expect(Set(factors).count == 5)
    }

    @Test func aValueThatIsNoNumberCountsAsNoBetter() {
        var tracker = PlateauTracker()
        tracker.add(1)
        for _ in 0..<PlateauTracker.patience { tracker.add(.nan) }
        #expect(tracker.factor == 0.5)
    }

    @Test(arguments: LearningRateSchedule.allCases)
    func staysWithinZeroAndOneAndMakesNoJumpAfterTheWarmUp(_ schedule: LearningRateSchedule) {
        for count in [1, 2, 7, 100] {
            let factors = (0..<count).map { schedule.factor(step: $0, of: count) }
            #expect(factors.allSatisfy { $0 > 0 && $0 <= 1 })
        }
        guard schedule != .step else { return }
        let factors = (10..<200).map { schedule.factor(step: $0, of: 200) }
        #expect(zip(factors, factors.dropFirst()).allSatisfy { abs($0 - $1) < 0.01 })
    }

    @Test func namesAreThoseOfTheFlag() {
        #expect(
            LearningRateSchedule.allCases.map(\.rawValue)
                == ["constant", "cosine", "warmup", "warmup-cosine", "step", "plateau"])
    }
}
