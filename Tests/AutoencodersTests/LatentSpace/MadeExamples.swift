import Autoencoders
import TensorCore
import TestSupport

extension EncodedExamples {
    /// Made-up posteriors: means in ±2, deviations from e^-1.5 to 1, and labels that go round.
    static func made(_ count: Int, latents: Int, labels: Int32? = nil, seed: UInt64 = 1) -> Self {
        var random = SplitMix64(seed: seed)
        return EncodedExamples(
            latentDimensions: latents,
            means: random.tensor([count, latents]).elements,
            logVariances: random.tensor([count, latents], in: -3...0).elements,
            labels: labels.map { labels in (0..<count).map { Int32($0) % labels } })
    }
}

/// Whether all numbers of two lists are within `tolerance` max(1, |expected|).
func close(_ values: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
    values.count == expected.count
        && zip(values, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
