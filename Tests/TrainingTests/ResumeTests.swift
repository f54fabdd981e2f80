import Autoencoders
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing
import Training

/// A run that was stopped, at whatever step, and goes on ends as if nothing had happened, to the bit.
@Suite struct ResumeTests {
    private let temporary = TemporaryFolder()

    /// A kind of run by name.
    enum Variation: String, CaseIterable, Sendable {
        case plain, momentum, average, dropout, dynamic, earlyStop, gaussian
        case convolutional, residual, bfloat16

        static var possible: [Variation] {
            allCases.filter { $0 != .bfloat16 || Precision.bfloat16.isComputable }
        }

        func run() throws -> TinyRun {
            let hasLevels = [.convolutional, .residual, .bfloat16].contains(self)
            var run = try TinyRun(
                validationCount: self == .plain ? 0 : 6, side: hasLevels ? 9 : 4)
            switch self {
            case .plain: break
            case .momentum:
                run.settings.optimizer = .sgd
                run.settings.schedule = .cosine
                run.settings.clipNorm = 1
            case .average:
                run.settings.optimizer = .adamW
                run.settings.schedule = .warmUpCosine
                run.settings.movingAverageDecay = 0.9
            case .dropout:
                run.model.architecture = .mlp(
                    MLPConfiguration(hidden: [8], activation: .gelu, dropout: 0.3))
                run.settings.initializer = .kaimingNormal
            case .dynamic:
                run.model.pixels = .dynamic
                run.settings.checkpointEvery = 2
                run.settings.seed = .max
            case .earlyStop:
                run.model.objective = EvidenceLowerBound(
                    beta: 2, klWarmUpEpochs: 1.5, freeBits: 0.1)
                run.settings.movingAverageDecay = 0.5
                run.settings.earlyStop = 1
                run.settings.learningRate = 0.5
                run.settings.schedule = .warmUp
            case .gaussian:
                run.model.likelihood = .gaussian(sigma: 0.3)
                run.model.pixels = .threshold
                run.settings.weightDecay = 0.1
            case .convolutional:
                run.model.architecture = .convolutional(
                    ConvolutionalConfiguration(channels: 4, hidden: [8]))
                run.settings.optimizer = .adamax
                run.settings.schedule = .plateau
                run.settings.learningRate = 0.3
                run.settings.batchSize = 20
                run.settings.epochs = 6
            case .residual:
                run.model.architecture = .residual(ResidualConfiguration(channels: 2))
                run.settings.optimizer = .rmsprop
                run.settings.schedule = .step
                run.settings.movingAverageDecay = 0.9
            case .bfloat16:
                run.model.architecture = .convolutional(
                    ConvolutionalConfiguration(channels: 4, hidden: [8]))
                run.settings.precision = .bfloat16
            }
            return run
        }
    }

    @Test(arguments: Variation.possible)
    func stoppedAtAnyStepAndResumedItEndsTheSame(_ variation: Variation) throws {
        let run = try variation.run()
        let straight = RunFolder(temporary.path(of: "straight"))
        let outcome = try run(in: straight)
        let remains = try Remains(of: straight, end: outcome.end)
        for stop in 1..<outcome.end.step {
            let folder = RunFolder(temporary.path(of: "\(stop)"))
            let first = try run(in: folder, stopAfter: stop)
            #expect(first.end.reason == .interrupted)
            #expect(first.end.step == stop)
            let second = try run(in: folder, isResumed: true)
            guard case .started(let start) = second.events[0] else { continue }
            #expect(start.resumedAtStep == stop)
            #expect(second.steps.first?.step == stop + 1)
            #expect(try Remains(of: folder, end: second.end) == remains, "stopped at step \(stop)")
        }
    }

    @Test func stoppedAfterEveryStepItEndsTheSame() throws {
        let run = try Variation.earlyStop.run()
        let straight = RunFolder(temporary.path(of: "straight"))
        let remains = try Remains(of: straight, end: run(in: straight).end)
        let folder = RunFolder(temporary.path(of: "pieces"))
        var end = try run(in: folder, stopAfter: 1).end
        while end.reason == .interrupted {
            end = try run(in: folder, isResumed: true, stopAfter: 1).end
        }
        #expect(try Remains(of: folder, end: end) == remains)
    }

    @Test func killedItGoesOnFromTheLastCheckpointAndCutsTheMetrics() throws {
        let run = try Variation.average.run()
        let folder = RunFolder(temporary.path(of: "run"))
        var kept = [[UInt8]]()
        let outcome = try run(in: folder) { event in
            if case .checkpoint(let path) = event, let bytes = try? FileSystem.read(path) {
                kept.append(bytes)
            }
        }
        let remains = try Remains(of: folder, end: outcome.end)
        #expect(kept.count == 4)
        let lines = try FileSystem.read(folder.metricsPath)
        for bytes in kept {
            // The metrics are ahead of the checkpoint, and the last line broke off.
            try AtomicFile.write(lines + Array("{\"epoch\":".utf8), to: folder.metricsPath)
            try AtomicFile.write(bytes, to: folder.checkpointPath)
            let end = try run(in: folder, isResumed: true).end
            #expect(try Remains(of: folder, end: end) == remains)
        }
    }

    @Test func aFinishedRunHasNothingLeftToDo() throws {
        let run = try Variation.average.run()
        let folder = RunFolder(temporary.path(of: "run"))
        let first = try run(in: folder)
        let remains = try Remains(of: folder, end: first.end)
        let again = try run(in: folder, isResumed: true)
        #expect(again.steps.isEmpty)
        #expect(try Remains(of: folder, end: again.end) == remains)
    }
}
