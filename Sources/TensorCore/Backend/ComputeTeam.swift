import CKernels
import COneDNN
import Platform

/// The threads that compute: one OpenMP team, shared by oneDNN and the kernels.
///
/// The team belongs to the thread that calls: compute from one thread at a time.
public enum ComputeTeam {
    /// How many threads compute for the calling thread.
    public static var threadCount: Int { Int(vae_team_size()) }

    /// Sets how many threads compute for the calling thread.
    ///
    /// - Precondition: at least one.
    public static func setThreadCount(_ count: Int) {
        require(count >= 1, "ComputeTeam: \(count) threads")
        vae_team_set_size(Int32(clamping: count))
    }

    /// Computes with the calling thread alone.
    ///
    /// Right for little work now and then: helpers that sleep take longer to wake than it lasts.
    public static func alone<Value>(_ body: () -> Value) -> Value {
        let count = threadCount
        setThreadCount(1)
        defer { setThreadCount(count) }
        return body()
    }

    /// How many products and convolutions have been prepared so far in the process.
    package static var preparedCount: Int {
        MatrixProduct.createdCount + Convolution.createdCount
    }

    /// The version of oneDNN that is loaded: `2.6.3`.
    public static var oneDNNVersion: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        vae_onednn_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// The widest instruction set in use on this processor.
    public static var instructionSet: String { String(cString: vae_onednn_instruction_set()) }
}
