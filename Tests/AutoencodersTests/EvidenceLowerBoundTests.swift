import Autoencoders
import TensorCore
import TestSupport
import Testing

@Suite struct EvidenceLowerBoundTests {
    @Test(arguments: try AutoencoderFixture.load().objectives)
    func lossAndGradientsAreThoseOfPyTorch(_ fixture: AutoencoderFixture.Objective) throws {
        let tape = Tape()
        let mean = tape.variable(Formula.tensor(1, [6, 4]))
        let logVariance = tape.variable(Formula.tensor(2, [6, 4]))
        let logLikelihood = tape.variable(Formula.tensor(3, [6], scale: 16))
        let divergence = StandardNormalPrior().divergence(
            of: DiagonalGaussian(mean: mean, logVariance: logVariance))
        expectClose(divergence.mean(0).value, fixture.perLatent, tolerance: 1e-6, "KL")

        let objective = EvidenceLowerBound(beta: fixture.beta, freeBits: fixture.freeBits)
        let loss = objective.loss(
            logLikelihood: logLikelihood, divergence: divergence, beta: fixture.beta)
        expectClose(loss.value, [fixture.loss], tolerance: 1e-6, "loss")
        let store = tape.gradients(of: loss)
        for (variable, expected) in zip([mean, logVariance, logLikelihood], fixture.gradients) {
            expectClose(
                store[variable] ?? .zeros(variable.shape), expected, tolerance: 1e-7, "gradient")
        }
    }

    /// β, λ and the loss where latent 0 has a mean KL of 2 over the batch, latent 1 of 0.1.
    static let byHand: [(Float, Float, Float)] = [
        (1, 0, 12.1), (3, 0, 16.3), (1, 0.5, 12.5), (2, 0.5, 15), (1, 3, 16), (0, 3, 10),
    ]

    @Test(arguments: byHand)
    func freeBitsCountPerLatentOnTheBatchMean(_ beta: Float, _ freeBits: Float, _ loss: Float) {
        let value = EvidenceLowerBound(beta: beta, freeBits: freeBits).loss(
            logLikelihood: Variable(Tensor([-8, -12])),
            divergence: Variable(Tensor([0, 0.2, 4, 0], shape: [2, 2])), beta: beta)
        #expect(abs(value.value.item - loss) < 1e-5)
    }

    @Test func betaRisesEvenlyOverTheWarmUp() {
        let objective = EvidenceLowerBound(beta: 4, klWarmUpEpochs: 2.5)
        let expected: [(Int, Float)] = [(0, 0), (1, 0.4), (5, 2), (9, 3.6), (10, 4), (99, 4)]
        for (step, beta) in expected {
            #expect(objective.beta(atStep: step, stepsPerEpoch: 4) == beta)
        }
        #expect(
            (0...4).map { objective.isAtFinalBeta(afterEpochs: $0) } == [
                false, false, false, true, true,
            ])
        #expect(EvidenceLowerBound(beta: 4).beta(atStep: 0, stepsPerEpoch: 4) == 4)
        #expect(EvidenceLowerBound().isAtFinalBeta(afterEpochs: 0))
    }
}
