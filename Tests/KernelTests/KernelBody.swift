import KernelBodies

/// One compiled body of all kernels.
struct KernelBody: CustomStringConvertible {
    let description: String
    let kernels: vae_kernel_body

    /// The bodies that this processor can run, from the slowest to the fastest.
    static let all: [KernelBody] = {
        var bodies = [KernelBody(description: "baseline", kernels: vae_baseline_body)]
        #if arch(x86_64)
        if vae_avx2_runs() {
            bodies.append(KernelBody(description: "AVX2", kernels: vae_avx2_body))
        }
        if vae_avx512_runs() {
            bodies.append(KernelBody(description: "AVX-512", kernels: vae_avx512_body))
        }
        #endif
        return bodies
    }()
}
