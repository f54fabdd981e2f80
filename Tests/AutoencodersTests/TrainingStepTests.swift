import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// One step of the VAE of pytorch/examples (784-400-20) against PyTorch in double precision, from
/// the same weights, pixels and noise: all within 2e-5 relative.
@Suite struct TrainingStepTests {
    private static let tolerance = 2e-5

    @Test func lossGradientsAndWeightsAreThoseOfPyTorch() throws {
        let fixture = try AutoencoderFixture.load().trainingStep
        let trained = SmallModel.trained(
            ModelConfiguration(exampleShape: [1, 28, 28]), scale: 0.0625)
        let (model, parameters) = (trained.model, trained.parameters)
        #expect(model.parameters.map(\.path) == fixture.parameters.map(\.path))
        #expect(model.parameters.map(\.shape.dimensions) == fixture.parameters.map(\.shape))
        let before = parameters.copy()

        let pass = ForwardPass(training: parameters, generator: PhiloxGenerator(seed: 1))
        let output = model.forward(
            Formula.pixels(1, [16, 784]), noise: Formula.tensor(2, [16, 20], scale: 2), in: pass)
        let loss = model.configuration.objective.loss(
            logLikelihood: output.logLikelihood, divergence: output.divergence, beta: 1)
        #expect(isClose(Double(loss.value.item), fixture.loss))
        #expect(isClose(-output.logLikelihood.value.sum / 16, fixture.reconstruction))
        #expect(isClose(output.divergence.value.sum / 16, fixture.kl))

        let gradients = pass.gradients(of: loss)
        Adam(model.parameters).step(
            parameters, gradients: gradients, learningRate: 1e-3, gradientScale: 1)
        for (parameter, expected) in zip(model.parameters, fixture.parameters) {
            let gradient = try #require(gradients[parameter.index])
            #expect(isClose(gradient.sumOfSquares.squareRoot(), expected.gradientNorm))
            let (new, old) = (parameters[parameter].elements, before[parameter].elements)
            let change = zip(new, old).reduce(0.0) {
                $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
            }.squareRoot()
            // Where a gradient is all but 0, rounding decides how far Adam goes.
            #expect(isClose(change, expected.change, tolerance: 1e-4), "\(expected.path)")
            for (index, (slope, weight)) in zip(
                expected.indices, zip(expected.gradients, expected.weights))
            {
                #expect(isClose(Double(gradient.elements[index]), slope), "\(expected.path)")
                #expect(isClose(Double(new[index]), weight), "\(expected.path)")
            }
        }
    }

    private func isClose(
        _ value: Double, _ expected: Double, tolerance: Double = tolerance
    ) -> Bool { abs(value - expected) <= tolerance * abs(expected) }
}
