#if arch(x86_64)
import CKernels
import KernelBodies
import Testing

/// Numbers below the smallest normal one, which cost a hundred times as much to compute with.
@Suite struct TinyNumbersTests {
    private let tiny = Float.leastNormalMagnitude / 1024

    @Test(arguments: KernelBody.all) func anOptimizerMakesThemZero(body: KernelBody) {
        var settings = vae_adam_settings(
            learning_rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 1,
            correction2: 1, weight_decay: 0, decoupled: false, gradient_scale: 1)
        let count = 40_000
        let gradient = [Float](repeating: 0, count: count)
        var p = [Float](repeating: 1, count: count)
        var m = [Float](repeating: tiny, count: count)
        var v = m
        gradient.withUnsafeBufferPointer {
            let segment = vae_segment(gradient: $0.baseAddress, offset: 0, count: count)
            body.kernels.adam(&settings, [segment], 1, &p, &m, &v)
        }
        #expect(m.allSatisfy { $0 == 0 } && v.allSatisfy { $0 == 0 })
        #expect(p.allSatisfy { $0 == 1 })
    }

    @Test func afterwardsTheyCountAgain() {
        anOptimizerMakesThemZero(body: KernelBody.all[0])
        // Not known to the compiler, so computed here and now.
        let half = Float(CommandLine.arguments.isEmpty ? 1 : 0.5)
        #expect(tiny * half == Float.leastNormalMagnitude / 2048)
    }
}
#endif
