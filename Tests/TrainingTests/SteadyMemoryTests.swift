import Autoencoders
import TensorCore
import TestSupport
import Testing
import Training

@Suite struct SteadyMemoryTests {
    /// The pool is one for the process, so the run has a process of its own.
    @Test func steadyStepsTakeNoTensorMemoryFromTheSystem() async {
        await #expect(processExitsWith: .success) {
            let temporary = TemporaryFolder()
            var run = try TinyRun(trainCount: 256)
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
    }
}
