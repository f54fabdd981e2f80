import Autoencoders
import Datasets
import NeuralNetworks
import Platform
import TestSupport
import Testing
import Training

@Suite struct ValidationTests {
    private let temporary = TemporaryFolder()
    private var folder: RunFolder { RunFolder(temporary.path(of: "run")) }

    /// A run that learns its few noisy pictures by heart, so that validation soon gets worse.
    private static func overfitting() throws -> TinyRun {
        var run = try TinyRun(trainCount: 8, validationCount: 40, of: .darkNoise)
        run.settings.epochs = 60
        run.settings.learningRate = 0.02
        run.model.architecture = .mlp(MLPConfiguration(hidden: [32]))
        return run
    }

    private static func weights(_ path: String) throws -> [[UInt32]] {
        let trained = try TrainedModel.load(path)
        return trained.model.parameters.map { bits(trained.parameters[$0]) }
    }

    @Test func theBestWeightsAreKeptApartFromTheLast() throws {
        var atEpoch = [[[UInt32]]]()
        let outcome = try Self.overfitting()(in: folder) { event in
            if case .checkpoint(let path) = event, let weights = try? Self.weights(path) {
                atEpoch.append(weights)
            }
        }
        let best = try #require(outcome.end.bestEpoch)
        #expect(best > 1 && best < 60)
        #expect(outcome.epochs.last { $0.isBest }?.epoch == best)
        let values = outcome.epochs.compactMap(\.validationNegativeELBO)
        #expect(values.count == 60)
        #expect(values.min() == outcome.end.bestValidationNegativeELBO)
        #expect(values[best - 1] == outcome.end.bestValidationNegativeELBO)
        // The first checkpoint is that of the start.
        #expect(try Self.weights(folder.path) == atEpoch[best])
        #expect(try Self.weights(folder.path) != atEpoch[60])
    }

    @Test func theValueIsTheBoundAtBetaOne() throws {
        var run = try Self.overfitting()
        run.settings.epochs = 2
        run.model.objective = EvidenceLowerBound(beta: 0.1, freeBits: 1)
        let outcome = try run(in: folder)
        let trained = try TrainedModel.load(folder.checkpointPath)
        let evaluator = Evaluator(model: trained.model, parameters: trained.parameters, seed: 1)
        var summary = EvaluationSummary(for: trained.model)
        try #require(run.splits.validation).forEachTile(pixels: .grey, seed: 1) { tile in
            let encoded = evaluator.encode(tile)
            summary.add(
                tile, encoded, reconstruction: evaluator.reconstruction(of: tile, encoded, draws: 1)
            )
        }
        #expect(outcome.epochs[1].validationNegativeELBO == -summary.elbo)
        #expect(summary.exampleCount == 40)
    }

    @Test func nothingIsBestBeforeTheWarmUpEnds() throws {
        var run = try Self.overfitting()
        run.settings.epochs = 6
        run.settings.earlyStop = 1
        run.model.objective = EvidenceLowerBound(klWarmUpEpochs: 3.5)
        var modelIsLast = [Bool]()
        let outcome = try run(in: folder) { event in
            guard case .checkpoint(let path) = event else { return }
            let (last, model) = (try? Self.weights(path), try? Self.weights(folder.path))
            modelIsLast.append(last == model)
        }
        #expect(outcome.epochs.prefix(4).map(\.isBest) == [false, false, false, true])
        #expect(modelIsLast.prefix(5).allSatisfy { $0 })
        #expect(try #require(outcome.end.bestEpoch) >= 4)
    }

    @Test func theRunEndsOnceTheBoundNoLongerRises() throws {
        var run = try Self.overfitting()
        run.settings.earlyStop = 3
        let outcome = try run(in: folder)
        let best = try #require(outcome.end.bestEpoch)
        #expect(outcome.end.reason == .stoppedEarly)
        #expect(outcome.end.epochs == best + 3)
        #expect(outcome.epochs.suffix(4).map(\.isBest) == [true, false, false, false])
        let again = try run(in: folder, isResumed: true)
        #expect(again.end == outcome.end)
        #expect(again.steps.isEmpty)
    }

    @Test func withoutValidationTheLastWeightsAreKept() throws {
        let outcome = try TinyRun()(in: folder)
        #expect(outcome.end.bestEpoch == nil)
        #expect(outcome.epochs.allSatisfy { $0.validationNegativeELBO == nil && !$0.isBest })
        #expect(try Self.weights(folder.path) == Self.weights(folder.checkpointPath))
    }

    @Test func theMovingAverageIsWhatIsUsed() throws {
        var run = try TinyRun()
        run.settings.movingAverageDecay = 0.9
        try run(in: folder)
        let file = try SafeTensorsFile(path: folder.checkpointPath)
        let model = try SafeTensorsFile(path: folder.weightsPath)
        for entry in model.entries {
            let average = try file.floats("average.\(entry.name)")
            #expect(try model.floats(entry.name) == average)
            #expect(try file.floats(entry.name) != average)
        }
    }
}
