public import NeuralNetworks
public import TensorCore

/// Numbers that the fixture scripts in Python make too, so that files hold results alone.
public enum Formula {
    /// Numbers in [-scale, scale), the same in `Float` and `Double` where `scale` is a power of two.
    public static func tensor(_ stream: UInt64, _ shape: Shape, scale: Float = 1) -> Tensor {
        Tensor((0..<shape.count).map { unit(stream, $0) * scale }, shape: shape)
    }

    /// Intensities that are multiples of 1/256.
    public static func pixels(_ stream: UInt64, _ shape: Shape) -> Tensor {
        Tensor((0..<shape.count).map { Float(mixed(stream, $0) >> 24) / 256 }, shape: shape)
    }

    /// Bytes spread over all of 0 to 255.
    public static func bytes(_ stream: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: mixed(stream, $0) >> 24) }
    }

    /// Number `index` of a stream, in [-1, 1).
    public static func unit(_ stream: UInt64, _ index: Int) -> Float {
        Float(mixed(stream, index) >> 8) / 0x1p23 - 1
    }

    /// Gives the parameters, in their order, the numbers of streams 100, 101, ….
    public static func fill(_ parameters: ParameterSet, scale: Float) {
        for parameter in parameters.parameters {
            parameters.set(
                parameter, to: tensor(UInt64(100 + parameter.index), parameter.shape, scale: scale))
        }
    }

    private static func mixed(_ stream: UInt64, _ index: Int) -> UInt64 {
        let mask: UInt64 = 0xFFFF_FFFF
        var h = (UInt64(index) &* 2_654_435_761 &+ stream &* 40_503 &+ 12_345) & mask
        h ^= h >> 16
        h = h &* 2_246_822_519 & mask
        h ^= h >> 13
        h = h &* 3_266_489_917 & mask
        return h ^ (h >> 16)
    }
}
