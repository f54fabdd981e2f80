/// What happens during a run, in order.
///
/// Reporters turn events into lines; the trainer knows none.
public enum TrainingEvent: Sendable {
    /// The run begins, or goes on from a checkpoint.
    case started(RunStart)
    /// Something the user should know, in one line.
    case notice(String)
    /// A step has been made.
    case step(StepReport)
    /// An epoch has ended.
    case epoch(EpochReport)
    /// A checkpoint has been written.
    case checkpoint(path: String)
    /// The run has ended.
    case ended(RunEnd)
}

/// What a run sets out to do.
public struct RunStart: Sendable, Equatable, Codable {
    /// Training examples.
    public let exampleCount: Int
    /// Validation examples.
    public let validationCount: Int
    /// Examples of a step.
    public let batchSize: Int
    /// Steps of an epoch.
    public let stepsPerEpoch: Int
    /// Epochs in all.
    public let epochs: Int
    /// Scalar parameters of the model.
    public let parameterCount: Int
    /// Steps that were made before, if this run goes on from a checkpoint.
    public let resumedAtStep: Int?
}

/// Averages over a stretch of training, in nats per example.
public struct TrainingAverages: Sendable, Equatable, Codable {
    /// −log p(x | z) at one draw.
    public var reconstruction: Double
    /// KL(q ‖ p), never clamped.
    public var kl: Double
    /// KL of each latent.
    public var klPerLatent: [Double]
    /// Latents whose posterior mean varied by more than 0.01 of the prior's variance.
    public var activeUnits: Int

    /// −(reconstruction + kl), at β = 1 whatever β trains.
    public var elbo: Double { -(reconstruction + kl) }
}

extension TrainingAverages {
    private enum Key: String, CodingKey { case reconstruction, kl, elbo, klPerLatent, activeUnits }

    /// Writes all figures, the ELBO among them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(reconstruction, forKey: .reconstruction)
        try container.encode(kl, forKey: .kl)
        try container.encode(elbo, forKey: .elbo)
        try container.encode(klPerLatent, forKey: .klPerLatent)
        try container.encode(activeUnits, forKey: .activeUnits)
    }
}

/// The state of a run after a step.
public struct StepReport: Sendable {
    /// The epoch, from 1.
    public let epoch: Int
    /// Epochs in all.
    public let epochs: Int
    /// The step within the epoch, from 1.
    public let stepInEpoch: Int
    /// Steps of an epoch.
    public let stepsPerEpoch: Int
    /// The step within the run, from 1.
    public let step: Int
    /// Averages over the epoch so far.
    public let averages: TrainingAverages
    /// The weight on the KL term.
    public let beta: Float
    /// The learning rate of the step.
    public let learningRate: Float
    /// Pictures a second since the run began or went on.
    public let picturesPerSecond: Double
    /// Seconds that the rest of the run will take at that rate.
    public let secondsLeft: Double
}

/// The figures of an epoch; also a line of `metrics.jsonl`.
public struct EpochReport: Sendable, Equatable, Codable {
    /// The epoch, from 1.
    public let epoch: Int
    /// Epochs in all.
    public let epochs: Int
    /// Steps made so far.
    public let step: Int
    /// Averages over the epoch's training steps, while the weights moved.
    public let train: TrainingAverages
    /// Minus the ELBO on the validation part, nats per example.
    public let validationNegativeELBO: Double?
    /// Whether these are the best weights so far on the validation part.
    public let isBest: Bool
    /// The weight on the KL term at the epoch's end.
    public let beta: Float
    /// The learning rate at the epoch's end.
    public let learningRate: Float
    /// Seconds of this epoch's training.
    public let seconds: Double
    /// Training pictures a second.
    public let picturesPerSecond: Double
}

/// How a run ended.
public struct RunEnd: Sendable, Equatable, Codable {
    /// Why it ended.
    public enum Reason: String, Sendable, Codable {
        /// All epochs were made.
        case finished
        /// The validation ELBO stopped rising.
        case stoppedEarly
        /// The user asked for it.
        case interrupted
    }

    /// Why it ended.
    public let reason: Reason
    /// Whole epochs made.
    public let epochs: Int
    /// Steps made.
    public let step: Int
    /// The epoch of the best validation ELBO, if there was one.
    public let bestEpoch: Int?
    /// Minus the best validation ELBO, nats per example.
    public let bestValidationNegativeELBO: Double?
}
