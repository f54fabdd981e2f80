import Autoencoders
import Glibc
import TensorCore
import TestSupport
import Testing

/// The flat coordinates of likelihoods.
@Suite struct FisherCoordinatesTests {
    private static let likelihoods: [any Likelihood] = [
        BernoulliLikelihood(), GaussianLikelihood(sigma: 0.3),
    ]

    @Test func thoseOfABernoulliVariableAreArcs() {
        let logits: [Double] = [-30, -4, -1, 0, 0.3, 2, 30]
        let found = BernoulliLikelihood().fisherCoordinates(
            Tensor(logits.map { Float($0) }, shape: [1, 7]))
        let expected = logits.map { 2 * asin((1 / (1 + exp(-$0))).squareRoot()) }
        expectClose(found, expected, tolerance: 1e-6)
        #expect(found.shape == [1, 7])
    }

    @Test func logitsOfAnySizeHaveThem() {
        let logits = Tensor([-1000, 1000], shape: [1, 2])
        let likelihood = BernoulliLikelihood()
        expectClose(likelihood.fisherCoordinates(logits), [0, Double.pi], tolerance: 1e-6)
        #expect(likelihood.fisherSlopes(logits).elements == [0, 0])
    }

    @Test func thoseOfANormalVariableAreMeansInDeviations() {
        let found = GaussianLikelihood(sigma: 0.5).fisherCoordinates(Tensor([-1, 0, 0.25]))
        #expect(found.elements == [-2, 0, 0.5])
    }

    @Test(arguments: [0, 1]) func slopesAreTheirDerivatives(index: Int) {
        let likelihood = Self.likelihoods[index]
        let outputs: [Float] = [-6, -2, -0.5, 0, 0.7, 3]
        func coordinates(_ nudge: Float) -> [Float] {
            likelihood.fisherCoordinates(Tensor(outputs.map { $0 + nudge })).elements
        }
        let measured = zip(coordinates(0x1p-6), coordinates(-0x1p-6)).map {
            (Double($0) - Double($1)) / 0x1p-5
        }
        expectClose(likelihood.fisherSlopes(Tensor(outputs)), measured, tolerance: 1e-4)
    }

    @Test(arguments: [0, 1]) func halfTheSquareOfASmallChangeIsTheDivergence(index: Int) {
        let likelihood = Self.likelihoods[index]
        let (a, b) = (Tensor([0.3, 0.8], shape: [1, 2]), Tensor([0.32, 0.77], shape: [1, 2]))
        let divergence: Double
        if index == 0 {
            divergence = zip(a.elements, b.elements).reduce(0) {
                let (p, q) = (1 / (1 + exp(-Double($1.0))), 1 / (1 + exp(-Double($1.1))))
                return $0 + p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))
            }
        } else {
            divergence = zip(a.elements, b.elements).reduce(0) {
                $0 + pow(Double($1.0 - $1.1) / 0.3, 2) / 2
            }
        }
        let change = zip(
            likelihood.fisherCoordinates(a).elements, likelihood.fisherCoordinates(b).elements
        ).reduce(0) { $0 + pow(Double($1.0 - $1.1), 2) }
        #expect(abs(change / 2 / divergence - 1) < 0.02)
    }
}
