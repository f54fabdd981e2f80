import ArgumentParser
import Platform
import TensorCore

/// The flags of `vae train` that choose model and training.
struct TrainingOptions: ParsableArguments {
    @Option(
        name: [.customShort("x"), .long],
        help: """
            A named set of choices: \
            \(Preset.all.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")).
            """)
    var preset: String?

    @Option(
        name: .shortAndLong, help: "A JSON file of choices; its keys are the flags' names.")
    var config: String?

    @Option(
        name: .shortAndLong, parsing: .unconditional, help: "Passes over the data (default: 10).")
    var epochs: Int?

    @Option(
        name: .shortAndLong, parsing: .unconditional, help: "Pictures of a step (default: 128).")
    var batchSize: Int?

    @Option(
        name: .customLong("lr"), parsing: .unconditional, help: "Learning rate (default: 0.001).")
    var learningRate: Float?

    @Option(
        name: [.customShort("z"), .customLong("latent-dim")], parsing: .unconditional,
        help: "Number of latents (default: 20).")
    var latentDimensions: Int?

    @Option(
        parsing: .unconditional,
        help: "Units of the encoder's hidden layers, such as 400,200; the decoder mirrors them.")
    var hidden: String?

    @Option(help: "The networks: mlp, conv or resnet (default: the preset's).")
    var architecture: String?

    @Option(
        parsing: .unconditional, help: "Channels of the first level of conv and resnet.")
    var channels: Int?

    @Option(help: "What follows a hidden layer: relu, leaky-relu, silu, gelu, tanh, …")
    var activation: String?

    @Option(parsing: .unconditional, help: "Chance of a hidden unit to be dropped (default: 0).")
    var dropout: Float?

    @Option(help: "How pixels are scored: bernoulli or gaussian (default: bernoulli).")
    var likelihood: String?

    @Option(parsing: .unconditional, help: "Deviation of a gaussian likelihood (default: 1).")
    var sigma: Float?

    @Option(help: "Make pixels 0 or 1: dynamic (anew each time) or threshold (default: none).")
    var binarize: String?

    @Option(parsing: .unconditional, help: "Weight on the KL term (default: 1).")
    var beta: Float?

    @Option(
        name: .customLong("kl-warmup"), parsing: .unconditional,
        help: "Epochs over which beta rises from 0 (default: 0).")
    var klWarmUp: Double?

    @Option(parsing: .unconditional, help: "Nats of each latent that cost nothing (default: 0).")
    var freeBits: Float?

    @Option(help: "adam, adamw or sgd (default: adam).")
    var optimizer: String?

    @Option(parsing: .unconditional, help: "The optimiser's weight decay.")
    var weightDecay: Float?

    @Option(help: "Learning rate over the run: constant, cosine, warmup, warmup-cosine.")
    var schedule: String?

    @Option(parsing: .unconditional, help: "Bound on the length of all gradients together.")
    var clipNorm: Float?

    @Option(
        name: .customLong("ema"), parsing: .unconditional,
        help: "Use a moving average of the weights with this decay, such as 0.999.")
    var movingAverage: Float?

    @Option(help: "How weights start: pytorch, kaiming-uniform, xavier-normal, …")
    var initializer: String?

    @Option(help: "What products multiply: fp32, or bf16 where the processor can (default: fp32).")
    var precision: String?

    @Option(parsing: .unconditional, help: "Seed of everything random (default: 1).")
    var seed: UInt64?

    @Option(parsing: .unconditional, help: "Use only the first pictures of the training data.")
    var limit: Int?

    @Option(help: "Bring pictures to this size, width x height, such as 64x64.")
    var size: String?

    @Option(help: "How pictures meet --size: pad, crop or stretch (default: crop).")
    var fit: String?

    @Option(
        parsing: .unconditional,
        help: "Set aside for validation: a share below 1 or a number of pictures.")
    var validation: Double?

    @Option(
        parsing: .unconditional,
        help: "End after so many epochs without a better validation ELBO.")
    var earlyStop: Int?

    @Option(parsing: .unconditional, help: "Epochs between checkpoints (default: 1).")
    var checkpointEvery: Int?

    /// What the flags themselves choose.
    func choices() throws(Failure) -> TrainingChoices {
        TrainingChoices(
            epochs: epochs, batchSize: batchSize, learningRate: learningRate,
            latentDimensions: latentDimensions, architecture: architecture,
            hidden: try hiddenSizes(), channels: channels, activation: activation, dropout: dropout,
            likelihood: likelihood, sigma: sigma,
            binarize: binarize, beta: beta, klWarmUp: klWarmUp, freeBits: freeBits,
            optimizer: optimizer, weightDecay: weightDecay, schedule: schedule,
            clipNorm: clipNorm, movingAverage: movingAverage, initializer: initializer,
            precision: precision, seed: seed, limit: limit, size: size, fit: fit,
            validation: validation, earlyStop: earlyStop, checkpointEvery: checkpointEvery)
    }

    /// Flags over the configuration file over the preset.
    func resolved() throws(Failure) -> TrainingChoices {
        let preset = try preset.map { name throws(Failure) in try Preset.named(name) }
        let file = try config.map { path throws(Failure) in try ConfigurationFile.read(path) }
        let chosen = try choices().over(file ?? TrainingChoices())
        // A preset stands for each architecture: sizes that suit one do not suit another.
        let fallback = Preset.all.first { $0.name == chosen.architecture } ?? Preset.all[0]
        let base = preset ?? fallback
        return chosen.over(base.choices)
    }

    private func hiddenSizes() throws(Failure) -> [Int]? {
        guard let hidden else { return nil }
        let sizes = hidden.split(separator: ",", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard !sizes.contains(nil) else {
            throw Failure(
                .usage, "the value \(hidden) cannot be", at: "--hidden",
                remedy: "give sizes with commas between, such as 400,200")
        }
        return sizes.compactMap { $0 }
    }
}

/// The flags that say what computes.
struct ComputeOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Threads to compute with (default: all cores).")
    var threads: Int?

    /// Sets the team's size for the calling thread.
    func apply() throws(Failure) {
        guard let threads else { return }
        guard (1...1024).contains(threads) else {
            throw Failure(
                .usage, "the value \(threads) cannot be", at: "--threads",
                remedy: "give a number from 1 to 1024")
        }
        ComputeTeam.setThreadCount(threads)
    }
}
