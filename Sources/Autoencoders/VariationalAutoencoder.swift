public import NeuralNetworks
public import TensorCore

/// A variational autoencoder, composed of its parts; the weights are a `ParameterSet` beside it.
///
/// x → encoder → posterior → z → decoder → likelihood, with a prior over z.
/// (Kingma and Welling, "Auto-encoding variational Bayes", 2014.)
public struct VariationalAutoencoder: Sendable {
    /// What the model was built from.
    public let configuration: ModelConfiguration
    /// The parameters, in order, named as in a PyTorch `state_dict`.
    public let parameters: [Parameter]
    /// p(z).
    public let prior: any Prior
    /// p(x | z).
    public let likelihood: any Likelihood
    private let encoder: any Module
    private let decoder: any Module
    private let posterior: any Posterior

    /// A model as `configuration` describes it.
    ///
    /// - Precondition: all sizes are at least 1.
    public init(_ configuration: ModelConfiguration, initializer: Initializer = .pytorch) {
        self.configuration = configuration
        let (shape, latent) = (configuration.exampleShape, configuration.latentDimensions)
        let scope = ParameterScope(initializer: initializer)
        posterior = configuration.posterior.posterior
        prior = configuration.prior.prior
        likelihood = configuration.likelihood.likelihood
        encoder = configuration.architecture.encoder(
            shape: shape, outputs: posterior.parameterCount(latentDimensions: latent),
            in: scope["encoder"])
        decoder = configuration.architecture.decoder(
            latentDimensions: latent, shape: shape,
            parametersPerElement: likelihood.parametersPerElement, in: scope["decoder"])
        parameters = scope.parameters
    }

    /// What one pass through the whole model gives.
    public struct Output {
        /// The decoder's numbers, `[batch, elements · parametersPerElement]`.
        public let reconstruction: Variable
        /// The latents that were drawn, `[batch, latentDimensions]`.
        public let z: Variable
        /// The posterior's means, `[batch, latentDimensions]`.
        public let mean: Variable
        /// The posterior's log variances, `[batch, latentDimensions]`.
        public let logVariance: Variable
        /// log p(x | z), nats, `[batch]`.
        public let logLikelihood: Variable
        /// KL(q ‖ p) of each latent, nats, `[batch, latentDimensions]`.
        public let divergence: Variable
    }

    /// Encodes, draws and decodes a batch.
    ///
    /// - Parameters:
    ///   - x: `[batch, elements]` in [0, 1].
    ///   - noise: standard normal, `[batch, latentDimensions]`.
    public func forward(_ x: Tensor, noise: Tensor, in pass: ForwardPass) -> Output {
        let posterior = encode(x, in: pass)
        let z = posterior.sample(noise: noise)
        let reconstruction = decode(z, in: pass)
        return Output(
            reconstruction: reconstruction, z: z, mean: posterior.mean,
            logVariance: posterior.logVariance,
            logLikelihood: likelihood.logLikelihood(reconstruction, x: Variable(x)),
            divergence: prior.divergence(of: posterior))
    }

    /// The posterior of a batch `[batch, elements]`.
    public func encode(_ x: Tensor, in pass: ForwardPass) -> DiagonalGaussian {
        posterior.distribution(encoder(Variable(x), in: pass))
    }

    /// The likelihood's numbers for latents `[batch, latentDimensions]`.
    public func decode(_ z: Variable, in pass: ForwardPass) -> Variable { decoder(z, in: pass) }

    /// The posterior means of a batch: the embedding, the same each time it is asked for.
    public func embed(_ x: Tensor, parameters: ParameterSet) -> Tensor {
        encode(x, in: ForwardPass(inference: parameters)).mean.value
    }

    /// The mean pictures in [0, 1] for latents, `[batch, elements]`.
    public func pictures(of z: Tensor, parameters: ParameterSet) -> Tensor {
        likelihood.mean(decode(Variable(z), in: ForwardPass(inference: parameters)).value)
    }
}
