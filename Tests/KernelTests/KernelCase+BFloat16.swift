import KernelBodies

/// Floats rounded to bfloat16, which are compared as the floats that they stand for.
extension KernelCase {
    static let bfloat16 = inputs.map { name, input in
        KernelCase(kernel: "round_to_bfloat16", detail: name) {
            var y = [UInt16](repeating: 0x7FC0, count: input.count)
            $0.round_to_bfloat16(input, &y, y.count)
            return y.map { Float(bitPattern: UInt32($0) << 16) }
        } expected: {
            input.map { Expected(exactly: nearest($0)) }
        }
    }

    private static let inputs: [(String, [Float])] =
        lengths.map { ("\($0)", numbers($0)) }
        + [
            ("ties and their neighbours", ties),
            ("every 65,521st float", (0..<65_551).map { Float(bitPattern: $0 * 65_521) }),
        ]

    /// Halfway between two neighbours, and one unit of a float beside that.
    private static let ties: [Float] = [0, 0x3F80, 0x3F81, 0x7F, 0x7F7F, 0xBF80, 0xBF81, 0xFF7F]
        .flatMap { (upper: UInt32) in
            [0x7FFF, 0x8000, 0x8001].map { Float(bitPattern: upper << 16 | $0) }
        }

    /// The nearest of the two neighbours by their distance; of two as near, the even one.
    private static func nearest(_ x: Float) -> Float {
        if !x.isFinite { return x }
        let below = x.bitPattern & 0xFFFF_0000
        let (low, high) = (Float(bitPattern: below), Float(bitPattern: below &+ 0x1_0000))
        // Beyond the largest number comes what would be the next, were there no infinity.
        let next = high.isFinite ? Double(high) : (x < 0 ? -0x1p128 : 0x1p128)
        let (down, up) = (abs(Double(x) - Double(low)), abs(next - Double(x)))
        if down == up { return below >> 16 & 1 == 0 ? low : high }
        return down < up ? low : high
    }
}
