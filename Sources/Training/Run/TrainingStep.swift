package import Autoencoders
package import Datasets
package import NeuralNetworks
package import Platform
package import TensorCore

/// One step of training: a batch through the model and back, and the parameters moved.
package struct TrainingStep {
    let model: VariationalAutoencoder
    let parameters: ParameterSet
    let optimizer: any Optimizer
    let average: MovingAverage?
    /// Bound on the length of all gradients together.
    let clipNorm: Float?
    /// That of the products, forwards and backwards.
    let precision: Precision
    let seed: UInt64

    package init(
        model: VariationalAutoencoder, parameters: ParameterSet, optimizer: any Optimizer,
        average: MovingAverage? = nil, clipNorm: Float? = nil, precision: Precision = .float32,
        seed: UInt64 = 1
    ) {
        self.model = model
        self.parameters = parameters
        self.optimizer = optimizer
        self.average = average
        self.clipNorm = clipNorm
        self.precision = precision
        self.seed = seed
    }

    /// The examples in `rows` as the model wants them, `[rows, elements]`; the noise of binarisation
    /// follows from the number of the step.
    package func batch(
        _ rows: [Int32], of selection: Selection, number: Int, batchSize: Int
    ) -> Tensor {
        selection.batch(
            rows, treatment: model.configuration.pixels.treatment(seed: seed),
            keys: rows.indices.map { NoiseStream.binarization.key(number * batchSize + $0) })
    }

    /// Makes the step with this number, counted from 0, on a batch `[batch, elements]`.
    ///
    /// - Throws: `Failure` (`software`) if loss or gradients are not finite; the parameters are
    ///   then as they were.
    @discardableResult
    package func run(
        on x: Tensor, number: Int, beta: Float, learningRate: Float
    ) throws(Failure) -> VariationalAutoencoder.Output {
        var noise = NoiseStream.noise.generator(seed: seed, number: number)
        let pass = ForwardPass(
            training: parameters,
            generator: NoiseStream.dropout.generator(seed: seed, number: number),
            precision: precision)
        let output = model.forward(
            x, noise: noise.normal([x.shape[0], model.configuration.latentDimensions]), in: pass)
        let loss = model.configuration.objective.loss(
            logLikelihood: output.logLikelihood, divergence: output.divergence, beta: beta)
        let gradients = pass.gradients(of: loss)
        guard loss.value.item.isFinite else { throw divergence(at: number, gradients) }
        var scale: Float = 1
        if let clipNorm {
            let norm = GradientClipping.norm(of: gradients)
            guard norm.isFinite else { throw divergence(at: number, gradients) }
            scale = GradientClipping.scale(forNorm: norm, bound: clipNorm)
        }
        optimizer.step(
            parameters, gradients: gradients, learningRate: learningRate, gradientScale: scale)
        for (parameter, value) in pass.updates { parameters.set(parameter, to: value) }
        average?.update(with: parameters)
        return output
    }

    private func divergence(at number: Int, _ gradients: [Tensor?]) -> Failure {
        // What is not finite counts as largest; among several the first is nearest to the data.
        let lengths = gradients.map { gradient -> Double in
            let squares = gradient?.sumOfSquares ?? 0
            return squares.isFinite ? squares : .infinity
        }
        let largest = lengths.indices.max { lengths[$0] < lengths[$1] }
        let first = lengths.firstIndex(of: .infinity) ?? largest ?? 0
        return Failure(
            .software, "the loss is no longer finite at step \(number + 1)",
            at: "largest gradient in \(model.parameters[first].path)",
            remedy: TrainingStep.calmer)
    }

    /// What to do about weights that diverge.
    static let calmer = "try a lower --lr or --clip-norm 1; the last checkpoint is kept"
}
