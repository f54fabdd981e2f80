import TensorCore
import TestSupport
import Testing

/// The pool is one for the process, so each test looks at it in a process of its own.
@Suite struct BufferPoolTests {
    @Test func aSteadyStepTakesNoMemoryFromTheSystem() async {
        await #expect(processExitsWith: .success) {
            let pool = BufferPool.shared
            var generator = PhiloxGenerator(seed: 1)
            let weight = generator.normal([300, 200])
            func step() {
                let tape = Tape()
                let w = tape.variable(weight)
                let x = Variable(generator.normal([64, 200]))
                let loss = x.linear(weight: w, bias: nil, activation: .relu).softplus().mean()
                #expect(tape.gradients(of: loss)[w]?.isFinite == true)
                pool.trim()
            }
            for _ in 0..<3 { step() }
            let warm = pool.statistics
            for _ in 0..<20 { step() }
            #expect(warm.systemAllocations > 0)
            #expect(pool.statistics.systemAllocations == warm.systemAllocations)
            #expect(pool.statistics.bytesHeld == warm.bytesHeld)
        }
    }

    @Test func trimmingGivesBackWhatWasNotUsedSinceTheLastTime() async {
        await #expect(processExitsWith: .success) {
            let pool = BufferPool.shared
            let megabyte = 1 << 18
            #expect(pool.statistics.bytesHeld == 0)
            do {
                let tensors = (0..<10).map { _ in Tensor.zeros([megabyte]) }
                #expect(tensors.count == 10)
            }
            let peak = pool.statistics.bytesHeld
            #expect(peak >= 10 << 20)
            // All ten were in use since the beginning, so the next step may want them again.
            pool.trim()
            #expect(pool.statistics.bytesHeld == peak)
            let kept = Tensor.zeros([megabyte])
            pool.trim()
            #expect(pool.statistics.bytesHeld == peak / 10)
            #expect(pool.statistics.systemAllocations == 10)
            #expect(kept.elements[megabyte - 1] == 0)
        }
    }

    @Test func nearSizesShareMemory() async {
        await #expect(processExitsWith: .success) {
            let pool = BufferPool.shared
            for count in 8_193...9_216 { #expect(Tensor.zeros([count]).count == count) }
            #expect(pool.statistics.systemAllocations == 1)
            #expect(pool.statistics.bytesHeld == 9_216 * 4)
        }
    }

    @Test func constantsLeaveNothingBehind() async {
        await #expect(processExitsWith: .success) {
            var x = Variable(Tensor(repeating: 1, shape: [1 << 16]))
            for _ in 0..<256 { x = x + 1 }
            #expect(x.value.elements[0] == 257)
            #expect(BufferPool.shared.statistics.systemAllocations <= 3)
        }
    }

    @Test func gradientsOfManyUsesAreAddedInPlace() async {
        await #expect(processExitsWith: .success) {
            let tape = Tape()
            let x = tape.variable(Tensor(repeating: 1, shape: [1 << 16]))
            var loss = x.sum()
            for _ in 0..<64 { loss = loss + (2 * x).sum() }
            let before = BufferPool.shared.statistics.systemAllocations
            #expect(tape.gradients(of: loss)[x]?.elements.first == 129)
            #expect(BufferPool.shared.statistics.systemAllocations - before < 16)
        }
    }
}
