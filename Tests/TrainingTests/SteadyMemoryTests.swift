import Autoencoders
import CAllocations
import TensorCore
import TestSupport
import Testing
import Training

/// What a step may take, once everything is warm: of tensor memory from the system and of prepared
/// products nothing, of small pieces from the heap a stated number.
@Suite struct SteadyMemoryTests {
    /// The pool is one for the process, so the run has a process of its own.
    @Test func steadyStepsTakeNoTensorMemoryFromTheSystem() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(
                .mlp(MLPConfiguration(hidden: [8])), side: 4, heapBudget: 900)
        }
    }

    @Test func neitherDoThoseOfConvolutions() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(
                .convolutional(ConvolutionalConfiguration(channels: 8, hidden: [16])), side: 16,
                heapBudget: 1500)
        }
    }

    @Test func neitherDoThoseOfResidualBlocks() async {
        await #expect(processExitsWith: .success) {
            try checkSteadyMemory(
                .residual(ResidualConfiguration(channels: 4)), side: 9, heapBudget: 4200)
        }
    }
}

private func checkSteadyMemory(
    _ architecture: ArchitectureConfiguration, side: Int, heapBudget: UInt64
) throws {
    let temporary = TemporaryFolder()
    var run = try TinyRun(trainCount: 256, side: side)
    run.model.architecture = architecture
    run.settings.batchSize = 64
    run.settings.clipNorm = 1
    run.settings.movingAverageDecay = 0.9
    run.model.pixels = .dynamic
    var counts = [Int]()
    var held = [Int]()
    var prepared = [Int]()
    var heap = [UInt64]()
    try run(in: RunFolder(temporary.path(of: "run"))) { event in
        guard case .step = event else { return }
        counts.append(BufferPool.shared.statistics.systemAllocations)
        held.append(BufferPool.shared.statistics.bytesHeld)
        prepared.append(ComputeTeam.preparedCount)
        heap.append(vae_allocation_count())
    }
    #expect(counts.count == 12)
    #expect(counts[0] > 0)
    // What only the start needed is given back after the first epoch of four steps.
    #expect(Set(counts[2...]).count == 1, "\(counts)")
    #expect(Set(held[4...]).count == 1, "\(held)")
    #expect(prepared[0] > 0)
    #expect(Set(prepared[2...]).count == 1, "\(prepared)")
    let allocations = zip(heap[8...], heap[9...]).map { $1 - $0 }
    #expect(allocations.allSatisfy { 10...heapBudget ~= $0 }, "\(allocations)")
}
