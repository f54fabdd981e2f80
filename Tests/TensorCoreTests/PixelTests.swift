import TensorCore
import TestSupport
import Testing

@Suite struct PixelTests {
    /// Four rows of 301 bytes in which every value occurs.
    private static let bytes = (0..<4 * 301).map { UInt8(truncatingIfNeeded: $0 * 7) }

    private static func row(_ index: Int32) -> [UInt8] {
        Array(bytes[Int(index) * 301..<(Int(index) + 1) * 301])
    }

    private func batch(_ rows: [Int32], keys: [UInt64] = [], _ treatment: PixelTreatment) -> Tensor
    {
        Self.bytes.withUnsafeBufferPointer { buffer in
            guard let pixels = buffer.baseAddress else { return .zeros([]) }
            return Tensor.pixels(pixels, rows: rows, keys: keys, rowSize: 301, treatment: treatment)
        }
    }

    @Test func greyIsTheIntensity() {
        let rows: [Int32] = [2, 0, 2]
        let batch = batch(rows, .grey)
        #expect(batch.shape == [3, 301])
        #expect(batch.elements == rows.flatMap { Self.row($0).map { Float($0) / 255 } })
    }

    @Test func theThresholdIsHalf() {
        let batch = batch([3, 1], .threshold)
        #expect(batch.elements == (Self.row(3) + Self.row(1)).map { $0 > 127 ? 1 : 0 })
    }

    @Test func bernoulliNoiseIsThatOfTheRowsKey() {
        let (rows, keys): ([Int32], [UInt64]) = ([1, 3, 1], [7, .max, 8])
        let batch = batch(rows, keys: keys, .bernoulli(seed: 5))
        for index in rows.indices {
            var generator = PhiloxGenerator(seed: 5, stream: keys[index])
            let noise = generator.uniform([301]).elements
            let expected = zip(Self.row(rows[index]), noise).map { Float($0) > 255 * $1 ? 1 : 0 }
            #expect(batch.row(index).elements == expected.map { Float($0) })
        }
        #expect(batch.row(0).elements != batch.row(2).elements)
    }

    @Test func blackAndWhiteAreNeverNoisy() {
        let bytes = [UInt8](repeating: 0, count: 4096) + [UInt8](repeating: 255, count: 4096)
        let batch = bytes.withUnsafeBufferPointer { buffer -> Tensor in
            guard let pixels = buffer.baseAddress else { return .zeros([]) }
            return .pixels(
                pixels, rows: [0, 1], keys: [1, 1], rowSize: 4096, treatment: .bernoulli(seed: 2))
        }
        #expect(batch.row(0).elements.allSatisfy { $0 == 0 })
        #expect(batch.row(1).elements.allSatisfy { $0 == 1 })
    }
}
