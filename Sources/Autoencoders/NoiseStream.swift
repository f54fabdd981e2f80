package import TensorCore

/// The independent random sequences of a run's seed, one for each purpose.
///
/// A sequence is entered by a number (an epoch, a step, a row), never by what ran before, so a
/// resumed run draws what the uninterrupted one would have drawn.
package enum NoiseStream: UInt64, Sendable {
    case initialization = 1
    case split, shuffle, noise, dropout, binarization, sampling
    case evaluationNoise, evaluationBinarization
    case typicality

    /// The generator for `number` under `seed`.
    package func generator(seed: UInt64, number: Int = 0) -> PhiloxGenerator {
        PhiloxGenerator(seed: seed, stream: key(number))
    }

    /// The key of `number`, different from all keys of other purposes.
    package func key(_ number: Int) -> UInt64 { rawValue << 48 | UInt64(number) }
}
