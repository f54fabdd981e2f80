import Autoencoders
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing
import Training

@Suite struct TrainerTests {
    private let temporary = TemporaryFolder()
    private var folder: RunFolder { RunFolder(temporary.path(of: "run")) }

    @Test func theLossFalls() throws {
        var run = try TinyRun(trainCount: 64)
        run.settings.epochs = 40
        let epochs = try run(in: folder).epochs
        #expect(epochs.count == 40)
        let (first, last) = (try #require(epochs.first), try #require(epochs.last))
        // Two kinds of pictures: ln 2 for which one, and what is left of the noise.
        #expect(-first.train.elbo > 10 && -last.train.elbo < 7.5)
        #expect(last.train.reconstruction < first.train.reconstruction)
        #expect(last.train.activeUnits >= 1)
    }

    static let architectures: [ArchitectureConfiguration] = [
        .convolutional(ConvolutionalConfiguration(channels: 8, hidden: [16])),
        .residual(ResidualConfiguration(channels: 4)),
    ]

    @Test(arguments: architectures)
    func theLossOfConvolutionsFalls(_ architecture: ArchitectureConfiguration) throws {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        var run = try TinyRun(trainCount: 64, side: 10)
        run.model.architecture = architecture
        run.settings.epochs = 6
        ComputeTeam.setThreadCount(2)
        let epochs = try run(in: folder).epochs
        let (first, last) = (try #require(epochs.first), try #require(epochs.last))
        #expect(last.train.elbo > first.train.elbo + 2)

        run.settings.epochs = 1
        let again = try #require(run(in: RunFolder(temporary.path(of: "again"))).epochs.first)
        #expect(again.train == first.train)
        // Sums of another order: close, but not to the bit.
        ComputeTeam.setThreadCount(1)
        let other = try #require(run(in: RunFolder(temporary.path(of: "other"))).epochs.first)
        #expect(abs(other.train.elbo - first.train.elbo) < 1e-2)
    }

    @Test func thePlateauScheduleHalvesTheRateWhenNothingImproves() throws {
        var run = try TinyRun(validationCount: 6)
        run.settings.schedule = .plateau
        // Weights that do not move: no epoch is better than the first.
        run.settings.learningRate = 1e-30
        run.settings.epochs = 8
        let rates = try run(in: folder).epochs.map { $0.learningRate / 1e-30 }
        #expect(rates == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25])
    }

    @Test func eventsComeInOrder() throws {
        var run = try TinyRun(validationCount: 6)
        run.settings.epochs = 2
        let outcome = try run(in: folder)
        let names = outcome.events.map { event in
            switch event {
            case .started: "started"
            case .notice: "notice"
            case .step(let report):
                "step \(report.epoch)/\(report.epochs) "
                    + "\(report.stepInEpoch)/\(report.stepsPerEpoch) \(report.step)"
            case .epoch(let report): "epoch \(report.epoch) at \(report.step)"
            case .checkpoint(let path): path == folder.checkpointPath ? "checkpoint" : path
            case .ended(let end): "\(end.reason) \(end.epochs) \(end.step)"
            }
        }
        #expect(
            names == [
                "started", "checkpoint", "step 1/2 1/3 1", "step 1/2 2/3 2", "step 1/2 3/3 3",
                "epoch 1 at 3", "checkpoint", "step 2/2 1/3 4", "step 2/2 2/3 5",
                "step 2/2 3/3 6", "epoch 2 at 6", "checkpoint", "finished 2 6",
            ])
        guard case .started(let start) = outcome.events[0] else { return }
        #expect(start.exampleCount == 20 && start.validationCount == 6)
        #expect(start.batchSize == 8 && start.stepsPerEpoch == 3 && start.epochs == 2)
        #expect(start.parameterCount == 16 * 8 + 8 + 8 * 4 + 4 + 2 * 8 + 8 + 8 * 16 + 16)
        #expect(start.resumedAtStep == nil)
    }

    @Test func averagesAreOverTheEpochSoFar() throws {
        let outcome = try TinyRun()(in: folder)
        let last = try #require(outcome.steps.last { $0.epoch == 2 })
        #expect(last.averages == outcome.epochs[1].train)
        let averages = last.averages
        #expect(averages.elbo == -(averages.reconstruction + averages.kl))
        #expect(abs(averages.klPerLatent.reduce(0, +) - averages.kl) < 1e-12)
    }

    @Test func metricsAreALineForEachEpoch() throws {
        let outcome = try TinyRun(validationCount: 6)(in: folder)
        let reports = try Remains.reports(in: folder)
        #expect(reports == outcome.epochs)
        #expect(reports.map(\.epoch) == [1, 2, 3])
        #expect(reports.map(\.step) == [3, 6, 9])
        #expect(reports.allSatisfy { $0.seconds > 0 && $0.picturesPerSecond > 0 })
        #expect(try FileSystem.read(folder.metricsPath).last == UInt8(ascii: "\n"))
    }

    @Test func schedulesShowInTheReports() throws {
        var run = try TinyRun()
        run.settings.schedule = .cosine
        run.model.objective = EvidenceLowerBound(beta: 4, klWarmUpEpochs: 2)
        let steps = try run(in: folder).steps
        #expect(steps.map(\.beta) == (0..<9).map { 4 * Float(min(1, Double($0) / 6)) })
        #expect(
            steps.map(\.learningRate)
                == (0..<9).map { 0.01 * LearningRateSchedule.cosine.factor(step: $0, of: 9) })
    }

    @Test func theSeedDecidesTheWeights() throws {
        var run = try TinyRun(validationCount: 6)
        run.model.pixels = .dynamic
        func remains(_ name: String, seed: UInt64) throws -> Remains {
            run.settings.seed = seed
            let folder = RunFolder(temporary.path(of: name))
            return try Remains(of: folder, end: run(in: folder).end)
        }
        let first = try remains("a", seed: 1)
        #expect(try remains("b", seed: 1) == first)
        #expect(try remains("c", seed: 2) != first)
        #expect(try remains("d", seed: .max) != first)
    }

    @Test func everyEpochGoesThroughTheExamplesInAnotherOrder() throws {
        // At a rate of 0 the loss of a batch tells which examples were in it.
        var run = try TinyRun(trainCount: 16)
        run.settings.learningRate = 0
        let steps = try run(in: folder).steps
        let firsts = steps.filter { $0.stepInEpoch == 1 }.map { $0.averages.klPerLatent }
        #expect(Set(firsts).count == 3)
        let wholes = steps.filter { $0.stepInEpoch == 2 }.map { $0.averages.kl }
        #expect(wholes.allSatisfy { abs($0 - wholes[0]) < 1e-6 })
    }

    enum Randomness: CaseIterable, Sendable { case noise, dropout, binarization }

    @Test(arguments: Randomness.allCases)
    func randomNumbersAreDrawnAnewInEachStep(_ kind: Randomness) throws {
        // One picture and a rate of 0: nothing but random numbers can move a figure.
        var run = try TinyRun(trainCount: 1)
        run.settings.learningRate = 0
        switch kind {
        case .noise: break
        case .dropout: run.model.architecture = .mlp(MLPConfiguration(hidden: [8], dropout: 0.5))
        case .binarization:
            run.model.pixels = .dynamic
            run.splits = try TinyRun(trainCount: 1, of: .noise).splits
        }
        let steps = try run(in: folder).steps.map(\.averages)
        #expect(steps.count == 3)
        #expect(Set(steps.map(\.reconstruction)).count == 3)
        // The encoder sees dropout and binarisation but not the noise.
        #expect(Set(steps.map(\.kl)).count == (kind == .noise ? 1 : 3))
    }

    @Test func aBatchLargerThanTheDataShrinks() throws {
        var run = try TinyRun(trainCount: 5)
        run.settings.batchSize = 128
        let outcome = try run(in: folder)
        #expect(outcome.end.step == 3)
        let notices = outcome.events.compactMap {
            if case .notice(let text) = $0 { text } else { nil }
        }
        #expect(notices == ["only 5 pictures to train on: the batch is as small"])
        guard case .started(let start) = outcome.events[0] else { return }
        #expect(start.batchSize == 5 && start.stepsPerEpoch == 1)
        let exact = try TinyRun(trainCount: 8)(in: folder)
        #expect(!exact.events.contains { if case .notice = $0 { true } else { false } })
    }

    @Test func theDescriptionAndTheModelAreThere() throws {
        let run = try TinyRun()
        try run(in: folder)
        let description = try JSON.value(
            ModelDescription.self, from: FileSystem.read(folder.descriptionPath), at: "config.json")
        #expect(description == run.plan.description)
        #expect(try TrainedModel.load(folder.path).description == description)
    }
}
