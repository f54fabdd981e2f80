import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct GradientClippingTests {
    @Test(arguments: try NetworkFixture.load().clipping)
    func normAndScaleAreThoseOfPyTorch(_ fixture: NetworkFixture.Clipping) {
        let gradients = [
            Formula.tensor(1, [3, 4], scale: 2), nil, Formula.tensor(2, [5], scale: 4),
        ]
        let norm = GradientClipping.norm(of: gradients)
        #expect(abs(norm - fixture.norm) < 1e-7 * fixture.norm)
        let scale = GradientClipping.scale(forNorm: norm, bound: fixture.bound)
        for (gradient, expected) in zip(gradients.compactMap { $0 }, fixture.clipped) {
            expectClose(Variable(gradient).scaled(by: scale).value, expected, tolerance: 1e-6)
        }
    }

    @Test func gradientsThatAreZeroOrMissingStay() {
        #expect(GradientClipping.norm(of: [nil, .zeros([3])]) == 0)
        #expect(GradientClipping.scale(forNorm: 0, bound: 1) == 1)
        #expect(GradientClipping.scale(forNorm: 0.5, bound: 1) == 1)
    }

    @Test func whatIsNotFiniteShowsInTheNorm() {
        #expect(GradientClipping.norm(of: [Tensor([1, .infinity])]) == .infinity)
        #expect(GradientClipping.norm(of: [Tensor([1, .nan])]).isNaN)
    }
}
