import Platform
import TensorCore
import TestSupport
import Testing
import Training

/// Runs whose products are in bfloat16, as oneDNN emulates it where the processor lacks it.
@Suite(.enabled(if: Precision.bfloat16.isComputable)) struct PrecisionTests {
    private let temporary = TemporaryFolder()

    private func lastEpoch(in precision: Precision) throws -> EpochReport {
        var run = try TinyRun(trainCount: 200, validationCount: 50)
        run.settings.epochs = 10
        run.settings.precision = precision
        let folder = RunFolder(temporary.path(of: precision.rawValue))
        return try #require(try run(in: folder).epochs.last)
    }

    @Test func itEndsNearTheRunInFloats() throws {
        let float32 = try lastEpoch(in: .float32)
        let bfloat16 = try lastEpoch(in: .bfloat16)
        // Nats of 6.9.
        #expect(abs(bfloat16.train.elbo - float32.train.elbo) < 0.05)
        #expect(bfloat16.train.elbo != float32.train.elbo)
        let validation = try #require(float32.validationNegativeELBO)
        #expect(abs(try #require(bfloat16.validationNegativeELBO) - validation) < 0.05)
    }

    @Test(.enabled(if: !Precision.bfloat16.isNative))
    func aProcessorWithoutItIsRefused() throws {
        var run = try TinyRun()
        run.settings.precision = .bfloat16
        let folder = RunFolder(temporary.path(of: "run"))
        let failure = #expect(throws: Failure.self) {
            try Trainer(plan: run.plan, splits: run.splits, folder: folder)
        }
        #expect(
            failure?.description
                == "this processor has no bfloat16 instructions: \(folder.path): "
                + "go on where the run was begun, or begin anew in fp32")
        #expect(failure?.kind == .unavailable)
    }
}
