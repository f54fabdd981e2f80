public import TensorCore

/// A small random number generator for tests, independent of the one under test.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
public struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// The generator that starts at `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A tensor of numbers evenly spread over `range`.
    public mutating func tensor(_ shape: Shape, in range: ClosedRange<Float> = -2...2) -> Tensor {
        let width = range.upperBound - range.lowerBound
        return Tensor(shape: shape) { elements in
            for index in elements.indices {
                elements[index] = range.lowerBound + width * Float(next() >> 40) * 0x1p-24
            }
        }
    }

    /// A tensor of numbers with magnitudes in `range` and either sign: clear of a kink at zero.
    public mutating func signedTensor(
        _ shape: Shape, magnitudes range: ClosedRange<Float> = 0.25...2
    ) -> Tensor {
        let magnitudes = tensor(shape, in: range)
        return Tensor(magnitudes.elements.map { next() & 1 == 0 ? $0 : -$0 }, shape: shape)
    }

    /// A tensor of numbers in random order, neighbours in size `spacing` apart: no two nearly tie.
    public mutating func distinctTensor(_ shape: Shape, spacing: Float = 0.25) -> Tensor {
        let middle = Float(shape.count - 1) / 2
        return Tensor(
            (0..<shape.count).shuffled(using: &self).map { spacing * (Float($0) - middle) },
            shape: shape)
    }
}
