import Autoencoders
import NeuralNetworks
import Platform
import TensorCore
import TestSupport
import Testing
import Training

@Suite struct DivergenceTests {
    private let temporary = TemporaryFolder()
    private var folder: RunFolder { RunFolder(temporary.path(of: "run")) }

    @Test(arguments: [nil, Float(1)])
    func aLossThatIsNotFiniteEndsTheRun(_ clipNorm: Float?) throws {
        var run = try TinyRun()
        run.settings.learningRate = 1e20
        run.settings.clipNorm = clipNorm
        let failure = #expect(throws: Failure.self) { try run(in: folder) }
        #expect(failure?.kind == .software)
        #expect(
            failure?.description == """
                the loss is no longer finite at step 2: largest gradient in \
                encoder.layers.0.weight: try a lower --lr or --clip-norm 1; the last checkpoint is \
                kept
                """)
        // The checkpoint is that of the start.
        let last = try TrainedModel.load(folder.checkpointPath)
        #expect(last.model.parameters.allSatisfy { last.parameters[$0].isFinite })
        let checkpoint = try Checkpoint(path: folder.checkpointPath)
        let trainer = try Trainer(
            plan: checkpoint.plan, splits: run.splits, folder: folder, from: checkpoint)
        #expect(try trainer.run(shouldStop: { true }).step == 1)
    }

    @Test func weightsWhoseValidationIsNotFiniteAreNeverTheBest() throws {
        // One step an epoch: validation is the first to see the weights of a step.
        var run = try TinyRun(trainCount: 8, validationCount: 6)
        run.settings.learningRate = 1e20
        var reports = [EpochReport]()
        #expect(throws: Failure.self) {
            try run(in: folder) { event in
                if case .epoch(let report) = event { reports.append(report) }
            }
        }
        let report = try #require(reports.first)
        #expect(report.validationNegativeELBO?.isFinite == false)
        #expect(!report.isBest)
    }
}
