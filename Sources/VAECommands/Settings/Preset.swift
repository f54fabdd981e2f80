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
                batchSize: 128, learningRate: 1e-3, latentDimensions: 20, hidden: [400],
                activation: "relu", likelihood: "bernoulli", optimizer: "adam"))
    ]

    /// The preset of that name.
    ///
    /// - Throws: `Failure` (`usage`) that proposes the nearest name.
    static func named(_ name: String) throws(Failure) -> Preset {
        try KnownName.check(name, among: all.map(\.name), for: "--preset")
        return all.first { $0.name == name } ?? all[0]
    }
}
