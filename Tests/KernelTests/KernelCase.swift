import KernelBodies
import TestSupport

/// One call of one kernel, and what it should give.
struct KernelCase: Sendable {
    /// The kernel's name in `VAE_EACH_KERNEL`.
    let kernel: String
    /// What tells the case from others of the kernel.
    let detail: String
    /// Runs the kernel in one body; all that it writes, one after the other.
    let run: @Sendable (vae_kernel_body) -> [Float]
    /// What `run` should return, computed in `Double`.
    let expected: @Sendable () -> [Expected]

    /// All cases, at least one for each kernel.
    static let all =
        unary + unarySlopes + elements + reductions + softmax + gathers + probability
        + normalization + pictures + columns + convolvedWindows + bfloat16 + random + optimizers

    /// Lengths below, at and beside those of vectors, and one that the team splits.
    static let lengths = [1, 7, 33, 1021, 40_000]
}

extension SplitMix64 {
    /// Numbers evenly spread over `range`.
    mutating func floats(_ count: Int, in range: ClosedRange<Float> = -4...4) -> [Float] {
        (0..<count).map { _ in Float.random(in: range, using: &self) }
    }
}

/// Memory for a kernel to write to; what it leaves out stays NaN.
func blank(_ count: Int) -> [Float] { [Float](repeating: .nan, count: count) }
