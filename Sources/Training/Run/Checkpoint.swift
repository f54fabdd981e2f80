import Autoencoders
import NeuralNetworks
public import Platform

/// Where a run stands, beside its weights: what `--resume` needs to go on to the bit.
///
/// Random numbers need no state of their own: they follow from the seed and the step.
struct Progress: Sendable, Equatable, Codable {
    /// Whole epochs made.
    var epoch = 0
    /// Steps made of the epoch under way.
    var stepInEpoch = 0
    /// Steps made in all.
    var step = 0
    /// Sums over the epoch under way.
    var sums: EpochSums
    /// Seconds spent on the epoch under way.
    var epochSeconds = 0.0
    /// The best validation so far.
    var best: Best?
    /// Epochs since then.
    var epochsSinceBest = 0
    /// What the plateau schedule remembers.
    var plateau = PlateauTracker()
    /// The length of `metrics.jsonl`, bytes.
    var metricsLength = 0

    struct Best: Sendable, Equatable, Codable {
        var epoch: Int
        var negativeELBO: Double
    }
}

/// The state of a run as a safetensors file: weights under their paths, the optimiser's averages
/// under `optimizer.`, the moving average under `average.`, and the rest in the metadata.
///
/// Because the weights stand under their own paths, a checkpoint can be opened as a model: the last
/// one, where `model.safetensors` holds the best.
public struct Checkpoint: Sendable {
    /// The plan that the run was started with.
    public let plan: TrainingPlan
    let progress: Progress
    private let file: SafeTensorsFile

    private static let planKey = "plan"
    private static let progressKey = "progress"

    /// Reads the checkpoint at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if there is none, (`data`) if it is damaged.
    public init(path: String) throws(Failure) {
        file = try SafeTensorsFile(path: path)
        guard let planText = file.metadata[Checkpoint.planKey],
            let progressText = file.metadata[Checkpoint.progressKey]
        else {
            throw Failure(
                .data, "the file is not a checkpoint", at: path,
                remedy: "name the folder of a run that vae train began")
        }
        let remedy = "the checkpoint is damaged: start anew with --force"
        plan = try JSON.value(
            TrainingPlan.self, from: Array(planText.utf8), at: path, remedy: remedy)
        progress = try JSON.value(
            Progress.self, from: Array(progressText.utf8), at: path, remedy: remedy)
        try plan.description.check(at: path)
    }

    /// Fills weights, optimiser and moving average.
    func restore(
        parameters: ParameterSet, optimizer: any Optimizer, average: MovingAverage?
    ) throws(Failure) {
        try parameters.load(from: file)
        for (name, values) in optimizer.state {
            try values.load(from: file, prefix: "optimizer.\(name).")
        }
        optimizer.resume(atStep: progress.step)
        if let average {
            try average.values.load(from: file, prefix: "average.")
            average.resume(atUpdate: progress.step)
        }
    }

    /// Writes a checkpoint in one step: a reader sees the old one or the new one.
    static func write(
        to path: String, plan: TrainingPlan, progress: Progress, parameters: ParameterSet,
        optimizer: any Optimizer, average: MovingAverage?
    ) throws(Failure) {
        var writer = SafeTensorsWriter(metadata: [
            TrainedModel.metadataKey: JSON.text(plan.description), planKey: JSON.text(plan),
            progressKey: JSON.text(progress), "format": "pt",
        ])
        parameters.add(to: &writer)
        for (name, values) in optimizer.state {
            values.add(to: &writer, prefix: "optimizer.\(name).")
        }
        average?.values.add(to: &writer, prefix: "average.")
        try writer.write(to: path)
    }
}

extension Checkpoint {
    /// Whole epochs that the run has made.
    public var completedEpochs: Int { progress.epoch }
}
