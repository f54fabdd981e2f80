import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Training

/// Training runs of milliseconds: 4 by 4 pixels, 8 hidden units, 2 latents, unless said otherwise.
struct TinyRun {
    var settings: TrainingSettings
    var model = ModelConfiguration(
        exampleShape: [1, 4, 4], latentDimensions: 2,
        architecture: .mlp(MLPConfiguration(hidden: [8])))
    var splits: Splits

    /// What the pictures show.
    enum Content {
        /// Bright on the left or on the right.
        case sides
        /// Every intensity equally likely.
        case noise
        /// Intensities up to a quarter.
        case darkNoise
    }

    /// A run of 3 epochs of 3 steps, the last of an epoch smaller: 20 examples, batches of 8.
    init(
        trainCount: Int = 20, validationCount: Int = 0, of content: Content = .sides, side: Int = 4
    ) throws {
        model.exampleShape = [1, side, side]
        settings = TrainingSettings()
        settings.epochs = 3
        settings.batchSize = 8
        settings.learningRate = 0.01
        let dataset = Dataset(
            name: "made-up",
            train: Self.examples(
                count: trainCount + validationCount, stream: 1, of: content, side: side),
            test: Self.examples(count: 4, stream: 2, of: content, side: side))
        var generator = SplitMix64(seed: 5)
        splits = try dataset.split(
            validation: validationCount > 0 ? .count(validationCount) : .none, using: &generator)
    }

    static func examples(
        count: Int, stream: UInt64, of content: Content = .sides, side: Int = 4
    ) -> Examples {
        let noise = Formula.bytes(stream, count: count * side * side)
        let pixels = noise.enumerated().map { index, byte -> UInt8 in
            switch content {
            case .noise: return byte
            case .darkNoise: return byte / 4
            case .sides:
                let isLeft = index % side < side / 2
                return (index / (side * side) % 2 == 0) == isLeft ? 200 + byte % 56 : byte % 56
            }
        }
        return Examples(
            shape: ExampleShape(channels: 1, height: side, width: side), pixels: pixels)
    }

    var plan: TrainingPlan {
        TrainingPlan(
            description: ModelDescription(
                model: model,
                data: DataContract(
                    source: "made-up", fingerprint: "00000000", classNames: nil, splitSeed: 5,
                    validation: 0, limit: nil)), settings: settings)
    }

    /// What a run told and how it ended.
    struct Outcome {
        var end: RunEnd
        var events: [TrainingEvent]

        var epochs: [EpochReport] {
            events.compactMap { if case .epoch(let report) = $0 { report } else { nil } }
        }

        var steps: [StepReport] {
            events.compactMap { if case .step(let report) = $0 { report } else { nil } }
        }
    }

    /// Runs in `folder` from the beginning, or from the checkpoint that lies there.
    ///
    /// Stops once `stopAfter` steps have been made by this call; `watch` sees each event.
    @discardableResult
    func callAsFunction(
        in folder: RunFolder, isResumed: Bool = false, stopAfter: Int? = nil,
        watch: (TrainingEvent) -> Void = { _ in }
    ) throws(Failure) -> Outcome {
        if !isResumed { try folder.prepare(isForced: true) }
        let checkpoint: Checkpoint? =
            if isResumed { try Checkpoint(path: folder.checkpointPath) } else { nil }
        let trainer = try Trainer(
            emulating: checkpoint?.plan ?? plan, splits: splits, folder: folder, from: checkpoint)
        var events = [TrainingEvent]()
        var stepCount = 0
        let end = try trainer.run(shouldStop: { stepCount == stopAfter }) { event in
            events.append(event)
            if case .step = event { stepCount += 1 }
            watch(event)
        }
        return Outcome(end: end, events: events)
    }
}

/// Everything that a run leaves behind but times.
struct Remains: Equatable {
    private struct Line: Equatable {
        let epoch: Int
        let step: Int
        let train: TrainingAverages
        let validation: Double?
        let isBest: Bool
        let beta: Float
        let learningRate: Float

        init(_ report: EpochReport) {
            epoch = report.epoch
            step = report.step
            train = report.train
            validation = report.validationNegativeELBO
            isBest = report.isBest
            beta = report.beta
            learningRate = report.learningRate
        }
    }

    private let model: [UInt8]
    private let checkpoint: [String: [UInt8]]
    private let metrics: [Line]
    private let end: RunEnd

    init(of folder: RunFolder, end: RunEnd) throws {
        model = try FileSystem.read(folder.weightsPath)
        let file = try SafeTensorsFile(path: folder.checkpointPath)
        checkpoint = try Dictionary(
            uniqueKeysWithValues: file.entries.map { entry in
                (entry.name, try file.withBytes(entry.name) { Array($0) })
            })
        metrics = try Self.reports(in: folder).map { Line($0) }
        self.end = end
    }

    /// The lines of the metrics file.
    static func reports(in folder: RunFolder) throws -> [EpochReport] {
        try FileSystem.read(folder.metricsPath).split(separator: UInt8(ascii: "\n")).map {
            try JSON.value(EpochReport.self, from: Array($0), at: folder.metricsPath)
        }
    }
}
