import Testing
import VAECommands

/// The same digits as Swift's own.
@Suite struct ShortestDecimalTests {
    private func text(_ value: Float) -> String {
        withUnsafeTemporaryAllocation(
            byteCount: ShortestDecimal.maximumSize, alignment: 1
        ) { target in
            let count = target.baseAddress.map { ShortestDecimal.write(value, to: $0) } ?? 0
            return String(decoding: target[..<count], as: UTF8.self)
        }
    }

    @Test(
        arguments: [
            0, -0.0, 1, -1, 0.1, 120, 1.0 / 3, 16_777_215, 16_777_216, 16_777_218, 0.0001,
            9.999999e-05, 123_456_792, .leastNonzeroMagnitude, .leastNormalMagnitude,
            -.greatestFiniteMagnitude, .infinity, -.infinity, .nan,
        ] as [Float])
    func agreesAtTheEdges(value: Float) {
        #expect(text(value) == value.description)
    }

    /// Where a binade ends, steps change; where a decade ends, the number of digits does.
    @Test func agreesAroundPowersOfTwoAndTen() {
        let powers =
            (-15...25).map { Float(sign: .plus, exponent: $0, significand: 1) }
            + [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
        for power in powers {
            for bits in power.bitPattern - 500...power.bitPattern + 500 {
                let value = Float(bitPattern: bits)
                #expect(text(value) == value.description)
            }
        }
    }

    @Test func agreesInBetween() {
        let range = (0.9e-4 as Float).bitPattern...(0x1p24 as Float).bitPattern + 1000
        for bits in stride(from: range.lowerBound, through: range.upperBound, by: 997) {
            let value = -Float(bitPattern: bits)
            let text = text(value)
            if text != value.description { #expect(text == value.description) }
        }
    }
}
