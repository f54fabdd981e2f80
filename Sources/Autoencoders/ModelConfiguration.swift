/// Everything that makes a model what it is, without its weights: the content of `config.json`.
public struct ModelConfiguration: Sendable, Equatable, Codable {
    /// The shape of an example, `[channels, height, width]`.
    public var exampleShape: [Int]
    /// The number of latents.
    public var latentDimensions: Int
    /// The networks.
    public var architecture: ArchitectureConfiguration
    /// q(z | x).
    public var posterior: PosteriorName
    /// p(z).
    public var prior: PriorName
    /// p(x | z).
    public var likelihood: LikelihoodConfiguration
    /// What is trained.
    public var objective: EvidenceLowerBound
    /// What becomes of pixels before the model sees them.
    public var pixels: PixelsName

    /// A configuration; the defaults are the VAE of pytorch/examples.
    public init(
        exampleShape: [Int], latentDimensions: Int = 20,
        architecture: ArchitectureConfiguration = .mlp(MLPConfiguration()),
        posterior: PosteriorName = .diagonalGaussian, prior: PriorName = .standardNormal,
        likelihood: LikelihoodConfiguration = .bernoulli,
        objective: EvidenceLowerBound = EvidenceLowerBound(), pixels: PixelsName = .grey
    ) {
        self.exampleShape = exampleShape
        self.latentDimensions = latentDimensions
        self.architecture = architecture
        self.posterior = posterior
        self.prior = prior
        self.likelihood = likelihood
        self.objective = objective
        self.pixels = pixels
    }

    /// The number of values in an example.
    public var elementCount: Int { exampleShape.reduce(1, *) }

    /// The shape of an example as people write it: `1x28x28`.
    public var exampleShapeText: String {
        exampleShape.map(String.init).joined(separator: "x")
    }
}

/// What becomes of a pixel's intensity before the model sees it.
public enum PixelsName: String, Sendable, Codable, CaseIterable {
    /// The intensity in [0, 1].
    case grey
    /// 1 where the intensity is at least ½, else 0.
    case threshold
    /// 1 with the intensity's probability, drawn anew each time in training and once for evaluation.
    case dynamic

    /// Whether the model sees only 0 and 1.
    public var isBinary: Bool { self != .grey }
}
