import Glibc

/// How the learning rate changes over a run, as a factor of its given value.
///
/// A pure function of the step, so that a resumed run goes on exactly.
public enum LearningRateSchedule: String, Sendable, CaseIterable, Codable {
    /// Always 1.
    case constant
    /// Half a cosine from 1 to 0. (Loshchilov and Hutter, 2017, without restarts.)
    case cosine
    /// Linear from 0 to 1 over the first twentieth of the run, then 1.
    case warmUp = "warmup"
    /// The warm-up, then half a cosine to 0.
    case warmUpCosine = "warmup-cosine"
    /// A tenth after each third of the run.
    case step
    /// Halved when the ELBO has not risen for three epochs; the trainer keeps the count.
    case plateau

    /// The factor at `step` (counted from 0) of `stepCount` steps.
    public func factor(step: Int, of stepCount: Int) -> Float {
        let total = max(stepCount, 1)
        let warmUp = max(total / 20, 1)
        switch self {
        case .constant, .plateau: return 1
        case .step: return [1, 0.1, 0.01][min(3 * step / total, 2)]
        case .cosine: return cosine(step, total)
        case .warmUp: return min(1, Float(step + 1) / Float(warmUp))
        case .warmUpCosine:
            return step < warmUp
                ? Float(step + 1) / Float(warmUp) : cosine(step - warmUp, total - warmUp)
        }
    }

    private func cosine(_ step: Int, _ total: Int) -> Float {
        let progress = min(Double(step) / Double(max(total, 1)), 1)
        return Float(0.5 * (1 + cos(.pi * progress)))
    }
}
