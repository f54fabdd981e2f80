import CKernels
import COneDNN

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
        precondition(count >= 1, "ComputeTeam: \(count) threads")
        vae_team_set_size(Int32(clamping: count))
    }

    /// How long an idle thread of the team looks for work before it sleeps, in spins.
    ///
    /// The OpenMP library's own choice spins for milliseconds, which stalls every step when another
    /// program wants the cores; sleeping at once costs wake-ups between the parts of a step.
    /// docs/benchmarks.md has the measurement behind the number.
    package static let spinCount = 10_000

    /// Makes idle threads wait kindly, by running the program anew once with `GOMP_SPINCOUNT` set.
    ///
    /// The OpenMP library reads its environment before any code of a program runs, so it cannot be
    /// told later. What the user set (`GOMP_SPINCOUNT`, `OMP_WAIT_POLICY`) is left alone. To be
    /// called first in `main`.
    public static func settleWaiting(
        arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) {
        vae_team_restart_with("GOMP_SPINCOUNT", "\(spinCount)", arguments)
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
