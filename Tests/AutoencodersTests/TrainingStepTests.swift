import Autoencoders
import NeuralNetworks
import TensorCore
import TestSupport
import Testing

/// One step of whole models against PyTorch in double precision, from the same weights and noise.
///
/// Fully connected ones agree within 2e-5 relative, convolutional and residual ones within 1e-4.
@Suite struct TrainingStepTests {
    @Test(arguments: try AutoencoderFixture.load().trainingSteps)
    func lossGradientsAndWeightsAreThoseOfPyTorch(
        _ fixture: AutoencoderFixture.TrainingStep
    ) throws {
        let trained = SmallModel.trained(
            ModelConfiguration(
                exampleShape: fixture.exampleShape, latentDimensions: fixture.latentDimensions,
                architecture: try SmallModel.architecture(fixture.architecture, residualWidth: 12)),
            scale: fixture.scale)
        let (model, parameters) = (trained.model, trained.parameters)
        let (batch, elements) = (fixture.batch, model.configuration.elementCount)
        let tolerance = fixture.architecture == "mlp" ? 2e-5 : 1e-4
        func isClose(_ value: Double, _ expected: Double, _ allowed: Double? = nil) -> Bool {
            abs(value - expected) <= (allowed ?? tolerance) * abs(expected)
        }
        #expect(model.parameters.map(\.path) == fixture.parameters.map(\.path))
        #expect(model.parameters.map(\.shape.dimensions) == fixture.parameters.map(\.shape))
        let before = parameters.copy()

        let pass = ForwardPass(training: parameters, generator: PhiloxGenerator(seed: 1))
        let output = model.forward(
            Formula.pixels(1, [batch, elements]),
            noise: Formula.tensor(2, [batch, fixture.latentDimensions], scale: 2), in: pass)
        let loss = model.configuration.objective.loss(
            logLikelihood: output.logLikelihood, divergence: output.divergence, beta: 1)
        #expect(isClose(Double(loss.value.item), fixture.loss))
        #expect(isClose(-output.logLikelihood.value.sum / Double(batch), fixture.reconstruction))
        #expect(isClose(output.divergence.value.sum / Double(batch), fixture.kl))

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
            #expect(isClose(change, expected.change, 1e-4), "\(expected.path)")
            for (index, (slope, weight)) in zip(
                expected.indices, zip(expected.gradients, expected.weights))
            {
                #expect(isClose(Double(gradient.elements[index]), slope), "\(expected.path)")
                #expect(isClose(Double(new[index]), weight), "\(expected.path)")
            }
        }
    }
}
