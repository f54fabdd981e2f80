import NeuralNetworks

/// What a user may choose for a run; nil leaves a choice to what stands below it.
///
/// Defaults, a preset, a configuration file and the flags are each one of these, laid over each
/// other in this order. The keys of a configuration file are the flags' names.
struct TrainingChoices: Sendable, Equatable, Decodable {
    var epochs: Int?
    var batchSize: Int?
    var learningRate: Float?
    var latentDimensions: Int?
    var architecture: String?
    var hidden: [Int]?
    var channels: Int?
    var activation: String?
    var dropout: Float?
    var likelihood: String?
    var sigma: Float?
    var binarize: String?
    var beta: Float?
    var klWarmUp: Double?
    var freeBits: Float?
    var optimizer: String?
    var weightDecay: Float?
    var schedule: String?
    var clipNorm: Float?
    var movingAverage: Float?
    var initializer: String?
    var precision: String?
    var seed: UInt64?
    var limit: Int?
    var size: String?
    var fit: String?
    var validation: Double?
    var earlyStop: Int?
    var checkpointEvery: Int?

    /// The names of the choices, as flags and as keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
        case epochs
        case batchSize = "batch-size"
        case learningRate = "lr"
        case latentDimensions = "latent-dim"
        case architecture, hidden, channels, activation, dropout, likelihood, sigma, binarize, beta
        case klWarmUp = "kl-warmup"
        case freeBits = "free-bits"
        case optimizer
        case weightDecay = "weight-decay"
        case schedule
        case clipNorm = "clip-norm"
        case movingAverage = "ema"
        case initializer, precision, seed, limit, size, fit, validation
        case earlyStop = "early-stop"
        case checkpointEvery = "checkpoint-every"
    }

    /// These choices laid over `lower`.
    func over(_ lower: TrainingChoices) -> TrainingChoices {
        TrainingChoices(
            epochs: epochs ?? lower.epochs,
            batchSize: batchSize ?? lower.batchSize,
            learningRate: learningRate ?? lower.learningRate,
            latentDimensions: latentDimensions ?? lower.latentDimensions,
            architecture: architecture ?? lower.architecture,
            hidden: hidden ?? lower.hidden,
            channels: channels ?? lower.channels,
            activation: activation ?? lower.activation,
            dropout: dropout ?? lower.dropout,
            likelihood: likelihood ?? lower.likelihood,
            sigma: sigma ?? lower.sigma,
            binarize: binarize ?? lower.binarize,
            beta: beta ?? lower.beta,
            klWarmUp: klWarmUp ?? lower.klWarmUp,
            freeBits: freeBits ?? lower.freeBits,
            optimizer: optimizer ?? lower.optimizer,
            weightDecay: weightDecay ?? lower.weightDecay,
            schedule: schedule ?? lower.schedule,
            clipNorm: clipNorm ?? lower.clipNorm,
            movingAverage: movingAverage ?? lower.movingAverage,
            initializer: initializer ?? lower.initializer,
            precision: precision ?? lower.precision,
            seed: seed ?? lower.seed,
            limit: limit ?? lower.limit,
            size: size ?? lower.size,
            fit: fit ?? lower.fit,
            validation: validation ?? lower.validation,
            earlyStop: earlyStop ?? lower.earlyStop,
            checkpointEvery: checkpointEvery ?? lower.checkpointEvery)
    }
}
