import CKernels
import Platform

/// A counter-based random number generator: Philox 4x32-10.
///
/// Its state is three words: a seed, a stream under that seed, and a position in the stream. Equal
/// states give equal numbers on any machine, for any number of threads, and a stream can be entered
/// anywhere. (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.)
public struct PhiloxGenerator: RandomNumberGenerator, Hashable, Sendable, Codable {
    /// What the user chose.
    public let seed: UInt64
    /// Which of the 2^64 independent sequences of the seed.
    public let stream: UInt64
    /// The next block of four 32-bit words.
    public private(set) var position: UInt64

    /// The generator at `position` of `stream` under `seed`.
    public init(seed: UInt64, stream: UInt64 = 0, position: UInt64 = 0) {
        self.seed = seed
        self.stream = stream
        self.position = position
    }

    private var state: vae_random_state {
        vae_random_state(seed: seed, stream: stream, position: position)
    }

    private mutating func skip(numbers: Int) { position &+= UInt64((numbers + 3) / 4) }

    /// The next 64 random bits; takes one block.
    public mutating func next() -> UInt64 {
        var words: (UInt32, UInt32) = (0, 0)
        withUnsafeMutableBytes(of: &words) {
            vae_random_words(state, $0.baseAddress?.assumingMemoryBound(to: UInt32.self), 2)
        }
        skip(numbers: 4)
        return UInt64(words.1) << 32 | UInt64(words.0)
    }

    /// Uniform numbers in [0, 1).
    public mutating func uniform(_ shape: Shape) -> Tensor {
        defer { skip(numbers: shape.count) }
        return Tensor(shape: shape) { vae_random_uniform(state, $0.baseAddress, shape.count) }
    }

    /// Standard normal numbers, by the transform of Box and Muller.
    public mutating func normal(_ shape: Shape) -> Tensor {
        defer { skip(numbers: shape.count) }
        return Tensor(shape: shape) { vae_random_normal(state, $0.baseAddress, shape.count) }
    }

    /// What dropout multiplies with: 0 with `probability`, else 1 / (1 - probability).
    ///
    /// - Precondition: `probability` in [0, 1).
    public mutating func dropoutMask(_ shape: Shape, probability: Float) -> Tensor {
        require(
            probability >= 0 && probability < 1, "dropout: probability \(probability) not in [0, 1)"
        )
        defer { skip(numbers: shape.count) }
        return Tensor(shape: shape) {
            vae_random_dropout_mask(state, probability, $0.baseAddress, shape.count)
        }
    }

    /// Standard normal numbers `[keys.count, columns]` whose row i is that of `keys[i]`, whatever
    /// the other rows are: noise that depends neither on batch size nor on order.
    ///
    /// `draw` tells several draws of one row apart.
    public static func normalRows(
        seed: UInt64, keys: [UInt64], draw: Int, columns: Int
    ) -> Tensor {
        // A row of one draw takes fewer than 2^32 blocks, so draws never overlap.
        let position = UInt64(draw) << 32
        return Tensor(shape: [keys.count, columns]) {
            vae_random_normal_rows(seed, keys, position, $0.baseAddress, keys.count, columns)
        }
    }
}
