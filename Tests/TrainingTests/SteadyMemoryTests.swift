import Autoencoders
import TensorCore
import TestSupport
import Testing
import Training

@Suite struct SteadyMemoryTests {
    /// The pool is one for the process, so the run has a process of its own.
    @Test func steadyStepsTakeNoTensorMemoryFromTheSystem() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(.mlp(MLPConfiguration(hidden: [8])), side: 4)
        }
    }

    @Test func neitherDoThoseOfConvolutions() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(
                .convolutional(ConvolutionalConfiguration(channels: 8, hidden: [16])), side: 16)
        }
    }

    @Test func neitherDoThoseOfResidualBlocks() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(.residual(ResidualConfiguration(channels: 4)), side: 9)
        }
    }
}

private func checkSteadyMemory(_ architecture: ArchitectureConfiguration, side: Int) throws {
    let temporary = TemporaryFolder()
    var run = try TinyRun(trainCount: 256, side: side)
    run.model.architecture = architecture
    run.settings.batchSize = 64
    run.settings.clipNorm = 1
    run.settings.movingAverageDecay = 0.9
    run.model.pixels = .dynamic
    var counts = [Int]()
    var held = [Int]()
    try run(in: RunFolder(temporary.path(of: "run"))) { event in
        guard case .step = event else { return }
        counts.append(BufferPool.shared.statistics.systemAllocations)
        held.append(BufferPool.shared.statistics.bytesHeld)
    }
    #expect(counts.count == 12)
    #expect(counts[0] > 0)
    // What only the start needed is given back after the first epoch of four steps.
    #expect(Set(counts[2...]).count == 1, "\(counts)")
    #expect(Set(held[4...]).count == 1, "\(held)")
}
