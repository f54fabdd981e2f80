import Autoencoders
import Glibc
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// Posterior, prior and likelihoods against their closed forms in double.
@Suite struct DistributionTests {
    private static let batch = 5
    private static let latent = 3

    @Test func theDivergenceIsThatOfNormalDistributions() {
        let mean = Formula.tensor(1, [Self.batch, Self.latent], scale: 2)
        let logVariance = Formula.tensor(2, [Self.batch, Self.latent], scale: 2)
        let posterior = DiagonalGaussian(mean: Variable(mean), logVariance: Variable(logVariance))
        let expected = zip(mean.elements, logVariance.elements).map { mean, logVariance -> Double in
            let (m, v) = (Double(mean), exp(Double(logVariance)))
            return 0.5 * (m * m + v - 1 - log(v))
        }
        expectClose(
            StandardNormalPrior().divergence(of: posterior).value, expected, tolerance: 2e-6)
    }

    @Test func theDivergenceOfThePriorFromItselfIsZero() {
        let zeros = Variable(.zeros([2, 4]))
        let divergence = StandardNormalPrior().divergence(
            of: DiagonalGaussian(mean: zeros, logVariance: zeros))
        #expect(divergence.value.elements == Array(repeating: 0, count: 8))
    }

    @Test func densitiesAreThoseOfNormalDistributions() {
        let mean = Formula.tensor(1, [Self.batch, Self.latent])
        let logVariance = Formula.tensor(2, [Self.batch, Self.latent])
        let z = Formula.tensor(3, [Self.batch, Self.latent], scale: 2)
        let posterior = DiagonalGaussian(mean: Variable(mean), logVariance: Variable(logVariance))
        let (m, l, x) = (mean.elements, logVariance.elements, z.elements)
        let constant = 0.5 * log(2 * Double.pi)
        let posteriorTerms = (0..<x.count).map { i -> Double in
            let difference = Double(x[i]) - Double(m[i])
            let spread = Double(l[i])
            return -0.5 * (difference * difference * exp(-spread) + spread) - constant
        }
        let priorTerms = x.map { -0.5 * Double($0) * Double($0) - constant }
        func rows(_ terms: [Double]) -> [Double] {
            (0..<Self.batch).map { terms[$0 * Self.latent..<($0 + 1) * Self.latent].reduce(0, +) }
        }
        expectClose(
            posterior.logDensity(Variable(z)).value, rows(posteriorTerms), tolerance: 2e-6,
            "posterior")
        expectClose(
            StandardNormalPrior().logDensity(Variable(z)).value, rows(priorTerms), tolerance: 2e-6,
            "prior")
    }

    @Test func aDrawIsMeanPlusDeviationTimesNoise() {
        let mean = Formula.tensor(1, [2, 3])
        let logVariance = Formula.tensor(2, [2, 3])
        let noise = Formula.tensor(3, [2, 3], scale: 2)
        let posterior = DiagonalGaussian(mean: Variable(mean), logVariance: Variable(logVariance))
        let expected = (0..<6).map { i -> Double in
            Double(mean.elements[i])
                + exp(Double(logVariance.elements[i]) / 2) * Double(noise.elements[i])
        }
        expectClose(posterior.sample(noise: noise).value, expected, tolerance: 1e-6)
    }

    @Test func thePosteriorsNumbersAreMeansThenLogVariances() {
        let posterior = DiagonalGaussianPosterior()
        #expect(posterior.parameterCount(latentDimensions: 3) == 6)
        let distribution = posterior.distribution(
            Variable(Tensor((0..<12).map { Float($0) }, shape: [2, 6])))
        #expect(distribution.mean.value.elements == [0, 1, 2, 6, 7, 8])
        #expect(distribution.logVariance.value.elements == [3, 4, 5, 9, 10, 11])
    }

    @Test func drawsFromThePriorHaveItsMomentsTimesTheTemperature() {
        var generator = PhiloxGenerator(seed: 5)
        let prior = StandardNormalPrior()
        let draws = prior.sample(
            count: 50_000, latentDimensions: 2, temperature: 0.5, using: &generator)
        #expect(draws.shape == [50_000, 2])
        #expect(abs(draws.sum / 100_000) < 4 * 0.5 / 100_000.0.squareRoot())
        #expect(abs(draws.sumOfSquares / 100_000 - 0.25) < 4 * 0.25 * (2 / 100_000.0).squareRoot())
        #expect(prior.variance == 1)
    }

    @Test(arguments: [(Float(0.5), Float(0)), (1, 3), (0, 3), (0.25, -40), (0.25, 40)])
    func bernoulliIsTheCrossEntropyOfLogits(_ x: Float, _ logit: Float) {
        let likelihood = BernoulliLikelihood()
        let (p, l) = (Double(x), Double(logit))
        let softplus = max(l, 0) + log1p(exp(-abs(l)))
        let output = Variable(Tensor(repeating: logit, shape: [2, 3]))
        let value = likelihood.logLikelihood(
            output, x: Variable(Tensor(repeating: x, shape: [2, 3])))
        expectClose(
            value.value, Array(repeating: 3 * (p * l - softplus), count: 2), tolerance: 1e-6)
        expectClose(
            likelihood.mean(output.value), Array(repeating: 1 / (1 + exp(-l)), count: 6),
            tolerance: 1e-6)
    }

    @Test(arguments: [Float(0.1), 0.5, 2])
    func gaussianIsTheDensityOfOneDeviation(_ sigma: Float) {
        let likelihood = GaussianLikelihood(sigma: sigma)
        let x = Formula.pixels(1, [4, 6])
        let mean = Formula.tensor(2, [4, 6], scale: 2)
        let (a, b, s) = (x.elements, mean.elements, Double(sigma))
        let constant = log(s) + 0.5 * log(2 * Double.pi)
        let terms = zip(a, b).map { x, mean -> Double in
            let scaled = (Double(x) - Double(mean)) / s
            return -0.5 * scaled * scaled - constant
        }
        let expected = (0..<4).map { terms[$0 * 6..<$0 * 6 + 6].reduce(0, +) }
        expectClose(
            likelihood.logLikelihood(Variable(mean), x: Variable(x)).value, expected,
            tolerance: 2e-6)
        #expect(likelihood.mean(mean).elements == b.map { min(max($0, 0), 1) })
    }

    @Test func aDeviationOfZeroTraps() async {
        await #expect(processExitsWith: .failure) { _ = GaussianLikelihood(sigma: 0) }
    }
}
