public import NeuralNetworks
public import TensorCore

/// How a model is trained on given data: everything but the model's description.
///
/// Stored in checkpoints, so that a resumed run goes on with what it was started with.
public struct TrainingSettings: Sendable, Equatable, Codable {
    /// How often all training examples are gone through.
    public var epochs = 10
    /// Examples of a step.
    public var batchSize = 128
    /// What improves the weights.
    public var optimizer = OptimizerName.adam
    /// The learning rate that the schedule multiplies.
    public var learningRate: Float = 1e-3
    /// How the learning rate changes.
    public var schedule = LearningRateSchedule.constant
    /// The optimiser's weight decay; nil is its usual one.
    public var weightDecay: Float?
    /// The bound on the length of all gradients together; nil is none.
    public var clipNorm: Float?
    /// The decay of the moving average of the weights; nil is none.
    public var movingAverageDecay: Float?
    /// How the weights start.
    public var initializer = Initializer.pytorch
    /// What products multiply; an evaluation is in `Float` in any case.
    public var precision = Precision.float32
    /// The seed of everything random.
    public var seed: UInt64 = 1
    /// How many epochs without a better validation ELBO end the run; nil is never.
    public var earlyStop: Int?
    /// A checkpoint is written after so many epochs.
    public var checkpointEvery = 1

    /// The settings of the VAE in pytorch/examples.
    public init() {}
}
