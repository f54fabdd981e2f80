import ArgumentParser
import Autoencoders
import Datasets
import Platform
import Training

/// What all verbs that use a model ask for.
struct ModelOptions: ParsableArguments {
    @Argument(
        help: "A model folder, a .safetensors file that vae train wrote, or a shipped model.",
        transform: ShippedModels.path)
    var model: String

    @Option(help: "The data: a name or a path (default: those the model was trained on).")
    var data: String?

    /// The model, loaded and checked.
    func load() throws(Failure) -> TrainedModel { try TrainedModel.load(model) }

    /// The model's data, or those the user named.
    func data(for trained: TrainedModel) throws(Failure) -> ModelData {
        try ModelData(
            for: trained.description, override: data,
            in: FileSystem.kind(of: model) == .folder ? RunFolder(model) : nil)
    }
}

extension Splits {
    /// The part that the user named, or a refusal that says which there are.
    func part(_ name: String) throws(Failure) -> Selection {
        let split = try KnownName.parse(name, as: Split.self, for: "--split")
        guard let part = self[split] else {
            throw Failure(
                .usage, "the model was trained without a validation part", at: "--split",
                remedy: "name train or test")
        }
        return part
    }
}

/// Refuses a count that is not at least 1.
func requirePositive(_ value: Int?, flag: String) throws(Failure) {
    guard let value, value < 1 else { return }
    throw Failure(
        .usage, "the value \(value) cannot be", at: flag, remedy: "give 1 or more")
}
