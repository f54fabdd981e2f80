public import Autoencoders

/// A whole training run: the model, the data it is for, and how it is trained.
public struct TrainingPlan: Sendable, Equatable, Codable {
    /// The model and its data contract.
    public var description: ModelDescription
    /// How it is trained.
    public var settings: TrainingSettings

    /// A plan of the given parts.
    public init(description: ModelDescription, settings: TrainingSettings) {
        self.description = description
        self.settings = settings
    }
}
