import Platform

/// A named set of choices.
struct Preset: Sendable {
    let name: String
    let summary: String
    let choices: TrainingChoices

    /// All presets; the first is used where none is named.
    static let all = [
        Preset(
            name: "mlp", summary: "784-400-20, ReLU: the VAE of pytorch/examples",
            choices: TrainingChoices(
                batchSize: 128, learningRate: 1e-3, latentDimensions: 20,
                architecture: "mlp", hidden: [400], activation: "relu", likelihood: "bernoulli",
                optimizer: "adam")),
        Preset(
            name: "wide",
            summary: "784-800-20, a cosine of the learning rate and averaged weights: "
                + "the lowest loss for its time",
            choices: TrainingChoices(
                epochs: 30, batchSize: 128, learningRate: 2e-3, latentDimensions: 20,
                architecture: "mlp", hidden: [800], activation: "relu", likelihood: "bernoulli",
                optimizer: "adam", schedule: "cosine", movingAverage: 0.999)),
        Preset(
            name: "conv", summary: "convolutions and dense layers of Burgess et al.",
            choices: TrainingChoices(
                batchSize: 64, learningRate: 5e-4, latentDimensions: 10, architecture: "conv",
                hidden: [256, 256], channels: 32, activation: "relu", likelihood: "bernoulli",
                optimizer: "adam")),
        Preset(
            name: "resnet", summary: "residual blocks with group normalisation",
            choices: TrainingChoices(
                batchSize: 64, learningRate: 5e-4, latentDimensions: 32, architecture: "resnet",
                channels: 16, activation: "silu", likelihood: "bernoulli", optimizer: "adam",
                schedule: "warmup-cosine", clipNorm: 10)),
    ]

    /// The preset of that name.
    ///
    /// - Throws: `Failure` (`usage`) that proposes the nearest name.
    static func named(_ name: String) throws(Failure) -> Preset {
        try KnownName.check(name, among: all.map(\.name), for: "--preset")
        return all.first { $0.name == name } ?? all[0]
    }
}
