import Autoencoders
public import Datasets
import NeuralNetworks
public import Platform
import TensorCore

/// Trains a model, tells of it in events, and keeps a run folder from which it can go on.
///
/// What a run computes follows from its plan, its data and the number of threads alone: a run that
/// was stopped, or killed, and resumed ends with the same weights to the bit.
public final class Trainer {
    private let plan: TrainingPlan
    private let splits: Splits
    private let folder: RunFolder
    private let model: VariationalAutoencoder
    private let parameters: ParameterSet
    private let optimizer: any Optimizer
    private let average: MovingAverage?
    private let step: TrainingStep
    private var progress: Progress
    private let isResumed: Bool
    private let clock = ContinuousClock()

    private var settings: TrainingSettings { plan.settings }
    private var seed: UInt64 { plan.settings.seed }

    /// A trainer for a new run, or for one that goes on from `checkpoint`.
    ///
    /// - Parameters:
    ///   - plan: the run; its description must fit `splits`.
    ///   - splits: the data.
    ///   - folder: a prepared run folder.
    ///   - checkpoint: where to go on; its weights must fit the plan.
    /// - Throws: `Failure` (`unavailable`) if this processor has no instructions for the plan's
    ///   precision, (`data`) if the checkpoint does not fit the plan.
    public convenience init(
        plan: TrainingPlan, splits: Splits, folder: RunFolder, from checkpoint: Checkpoint? = nil
    ) throws(Failure) {
        try plan.settings.precision.requireNative(
            at: folder.path, remedy: "go on where the run was begun, or begin anew in fp32")
        try self.init(emulating: plan, splits: splits, folder: folder, from: checkpoint)
    }

    /// The same where products may also be slow: oneDNN emulates what the processor lacks.
    package init(
        emulating plan: TrainingPlan, splits: Splits, folder: RunFolder,
        from checkpoint: Checkpoint? = nil
    ) throws(Failure) {
        self.plan = plan
        self.splits = splits
        self.folder = folder
        model = VariationalAutoencoder(
            plan.description.model, initializer: plan.settings.initializer)
        var generator = NoiseStream.initialization.generator(seed: plan.settings.seed)
        parameters = ParameterSet(model.parameters, using: &generator)
        optimizer = plan.settings.optimizer.make(
            for: model.parameters, weightDecay: plan.settings.weightDecay)
        let start = parameters
        average = plan.settings.movingAverageDecay.map { MovingAverage(of: start, decay: $0) }
        step = TrainingStep(
            model: model, parameters: parameters, optimizer: optimizer, average: average,
            clipNorm: plan.settings.clipNorm, precision: plan.settings.precision,
            seed: plan.settings.seed)
        progress =
            checkpoint?.progress
            ?? Progress(sums: EpochSums(latentDimensions: plan.description.model.latentDimensions))
        isResumed = checkpoint != nil
        try checkpoint?.restore(parameters: parameters, optimizer: optimizer, average: average)
    }

    private var batchSize: Int { min(settings.batchSize, splits.train.count) }
    private var stepsPerEpoch: Int { (splits.train.count + batchSize - 1) / batchSize }

    /// The weights that the model is used with: the moving average where there is one.
    private var usedParameters: ParameterSet { average?.values ?? parameters }

    /// Trains to the end of the plan.
    ///
    /// - Parameters:
    ///   - shouldStop: asked after each step; if true the run saves its state and ends.
    ///   - onEvent: told of everything that happens.
    /// - Returns: how the run ended.
    /// - Throws: `Failure` (`software`) if the loss stops being finite, (`inputOutput`,
    ///   `cannotCreate`) if something cannot be written. The last checkpoint stays.
    @discardableResult
    public func run(
        shouldStop: () -> Bool = { false }, onEvent: (TrainingEvent) -> Void = { _ in }
    ) throws(Failure) -> RunEnd {
        var metrics = try MetricsFile(path: folder.metricsPath, length: progress.metricsLength)
        try AtomicFile.write(
            Array((JSON.text(plan.description, isPretty: true) + "\n").utf8),
            to: folder.descriptionPath)
        onEvent(.started(start))
        if splits.train.count < settings.batchSize {
            onEvent(
                .notice("only \(splits.train.count) pictures to train on: the batch is as small"))
        }
        if !isResumed { try save(onEvent) }
        BufferPool.shared.trim()

        let speed = Speed(clock: clock, exampleCount: 0)
        var state = speed
        while progress.epoch < settings.epochs, !stopsEarly {
            if try !trainEpoch(speed: &state, shouldStop: shouldStop, onEvent: onEvent) {
                try save(onEvent)
                return end(.interrupted, onEvent)
            }
            let report = try finishEpoch()
            try metrics.append(JSON.text(report))
            progress.metricsLength = metrics.length
            onEvent(.epoch(report))
            let isLast = progress.epoch == settings.epochs || stopsEarly
            if isLast || progress.epoch % settings.checkpointEvery == 0 { try save(onEvent) }
            if !isLast, shouldStop() {
                try save(onEvent)
                return end(.interrupted, onEvent)
            }
        }
        return end(stopsEarly ? .stoppedEarly : .finished, onEvent)
    }

    /// Whether the validation ELBO has not risen for as long as the plan allows.
    private var stopsEarly: Bool {
        settings.earlyStop.map { progress.epochsSinceBest >= $0 } ?? false
    }

    private var start: RunStart {
        RunStart(
            exampleCount: splits.train.count, validationCount: splits.validation?.count ?? 0,
            batchSize: batchSize, stepsPerEpoch: stepsPerEpoch, epochs: settings.epochs,
            parameterCount: parameters.scalarCount,
            resumedAtStep: isResumed ? progress.step : nil)
    }

    private func end(_ reason: RunEnd.Reason, _ onEvent: (TrainingEvent) -> Void) -> RunEnd {
        let end = RunEnd(
            reason: reason, epochs: progress.epoch, step: progress.step,
            bestEpoch: progress.best?.epoch,
            bestValidationNegativeELBO: progress.best?.negativeELBO)
        onEvent(.ended(end))
        return end
    }

    /// Makes the steps of an epoch that are left; false if it was told to stop within.
    private func trainEpoch(
        speed: inout Speed, shouldStop: () -> Bool, onEvent: (TrainingEvent) -> Void
    ) throws(Failure) -> Bool {
        var order = splits.train.rows
        var generator = NoiseStream.shuffle.generator(seed: seed, number: progress.epoch)
        FisherYates.shuffle(&order, using: &generator)
        let before = progress.epochSeconds
        let begin = clock.now
        while progress.stepInEpoch < stepsPerEpoch {
            let first = progress.stepInEpoch * batchSize
            let rows = Array(order[first..<min(first + batchSize, order.count)])
            let (beta, learningRate) = try trainStep(on: rows)
            progress.epochSeconds = before + (clock.now - begin).seconds
            speed.exampleCount += rows.count
            onEvent(.step(report(speed, beta: beta, learningRate: learningRate)))
            if progress.stepInEpoch < stepsPerEpoch, shouldStop() { return false }
        }
        return true
    }

    /// Makes one step on the examples in `rows`.
    private func trainStep(on rows: [Int32]) throws(Failure) -> (beta: Float, rate: Float) {
        let objective = model.configuration.objective
        let beta = objective.beta(atStep: progress.step, stepsPerEpoch: stepsPerEpoch)
        let rate = learningRate(atStep: progress.step)
        let output = try step.run(
            on: step.batch(rows, of: splits.train, number: progress.step, batchSize: batchSize),
            number: progress.step, beta: beta, learningRate: rate)
        progress.sums.add(output)
        progress.step += 1
        progress.stepInEpoch += 1
        return (beta, rate)
    }

    private func learningRate(atStep step: Int) -> Float {
        let schedule = settings.schedule
        let factor = schedule.factor(step: step, of: stepsPerEpoch * settings.epochs)
        return settings.learningRate * factor
            * (schedule == .plateau ? progress.plateau.factor : 1)
    }

    /// The loss tells of weights that diverged only at the next step, which may never come.
    private func requireFiniteWeights() throws(Failure) {
        guard let bad = model.parameters.first(where: { !parameters[$0].isFinite }) else { return }
        throw Failure(
            .software, "the weights are no longer finite after step \(progress.step)",
            at: bad.path, remedy: TrainingStep.calmer)
    }

    /// Closes an epoch: validation, best weights, the report.
    private func finishEpoch() throws(Failure) -> EpochReport {
        try requireFiniteWeights()
        BufferPool.shared.trim()
        let epoch = progress.epoch + 1
        var validation: Double?
        var isBest = false
        if let part = splits.validation {
            let negativeELBO = negativeELBO(on: part)
            validation = negativeELBO
            if model.configuration.objective.isAtFinalBeta(afterEpochs: epoch) {
                // NaN, from weights that have just diverged, is below nothing.
                isBest = negativeELBO < progress.best?.negativeELBO ?? .infinity
                progress.epochsSinceBest = isBest ? 0 : progress.epochsSinceBest + 1
            }
            if isBest {
                progress.best = Progress.Best(epoch: epoch, negativeELBO: negativeELBO)
                try saveModel()
            }
        }
        let objective = model.configuration.objective
        let report = EpochReport(
            epoch: epoch, epochs: settings.epochs, step: progress.step,
            train: progress.sums.averages(priorVariance: model.prior.variance),
            validationNegativeELBO: validation, isBest: isBest,
            beta: objective.beta(atStep: progress.step - 1, stepsPerEpoch: stepsPerEpoch),
            learningRate: learningRate(atStep: progress.step - 1),
            seconds: progress.epochSeconds,
            picturesPerSecond: Double(progress.sums.exampleCount)
                / max(progress.epochSeconds, 1e-9))
        progress.plateau.add(validation ?? -report.train.elbo)
        progress.epoch = epoch
        progress.stepInEpoch = 0
        progress.epochSeconds = 0
        progress.sums = EpochSums(latentDimensions: model.configuration.latentDimensions)
        return report
    }

    private func negativeELBO(on part: Selection) -> Double {
        let evaluator = Evaluator(model: model, parameters: usedParameters, seed: seed)
        var summary = EvaluationSummary(for: model)
        part.forEachTile(pixels: model.configuration.pixels, seed: seed) { tile in
            let encoded = evaluator.encode(tile)
            summary.add(
                tile, encoded, reconstruction: evaluator.reconstruction(of: tile, encoded, draws: 1)
            )
        }
        return -summary.elbo
    }

    /// Writes a checkpoint, and the model unless better weights are kept.
    private func save(_ onEvent: (TrainingEvent) -> Void) throws(Failure) {
        try requireFiniteWeights()
        try Checkpoint.write(
            to: folder.checkpointPath, plan: plan, progress: progress, parameters: parameters,
            optimizer: optimizer, average: average)
        if progress.best == nil { try saveModel() }
        onEvent(.checkpoint(path: folder.checkpointPath))
    }

    private func saveModel() throws(Failure) {
        try TrainedModel(description: plan.description, model: model, parameters: usedParameters)
            .saveWeights(to: folder.weightsPath)
    }

    private func report(_ speed: Speed, beta: Float, learningRate: Float) -> StepReport {
        let left =
            (settings.epochs - progress.epoch) * splits.train.count - progress.sums.exampleCount
        return StepReport(
            epoch: progress.epoch + 1, epochs: settings.epochs, stepInEpoch: progress.stepInEpoch,
            stepsPerEpoch: stepsPerEpoch, step: progress.step,
            averages: progress.sums.averages(priorVariance: model.prior.variance), beta: beta,
            learningRate: learningRate, picturesPerSecond: speed.picturesPerSecond,
            secondsLeft: Double(left) / max(speed.picturesPerSecond, 1e-9))
    }
}

/// Pictures a second since the run began.
private struct Speed {
    private let clock: ContinuousClock
    private let begin: ContinuousClock.Instant
    var exampleCount: Int

    init(clock: ContinuousClock, exampleCount: Int) {
        self.clock = clock
        self.exampleCount = exampleCount
        begin = clock.now
    }

    var picturesPerSecond: Double {
        Double(exampleCount) / max((clock.now - begin).seconds, 1e-9)
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
