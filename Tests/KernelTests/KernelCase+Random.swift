import CKernels
import Glibc
import KernelBodies

/// Random numbers: words are equal bit for bit, what is computed from them within its accuracy.
extension KernelCase {
    // Blocks that pass 2^32, so that the counter carries.
    private static let state = vae_random_state(
        seed: 0x0123_4567_89AB_CDEF, stream: 0xFEDC_BA98_7654_3210, position: 0xFFFF_FFF0)

    private static func words(_ count: Int) -> [UInt32] {
        Philox.words(
            seed: state.seed, stream: state.stream, position: state.position, count: count)
    }

    private static func uniform(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }

    /// Box and Muller's transform of two words.
    private static func normals(_ a: UInt32, _ b: UInt32) -> [Expected] {
        let radius = (-2 * log((Double(a >> 8) + 1) * 0x1p-24)).squareRoot()
        let angle = 2 * Double.pi * Double(uniform(b))
        return [radius * cos(angle), radius * sin(angle)].map {
            Expected($0, units: 2.8, terms: radius)
        }
    }

    private static func normals(_ words: [UInt32]) -> [Expected] {
        stride(from: 0, to: words.count, by: 2).flatMap { normals(words[$0], words[$0 + 1]) }
    }

    static let random = lengths.flatMap { length in
        [
            KernelCase(kernel: "random_words", detail: "\(length)") {
                var y = [UInt32](repeating: 0, count: length)
                $0.random_words(state, &y, length)
                return halves(y)
            } expected: {
                halves(words(length)).map { Expected(exactly: $0) }
            },
            KernelCase(kernel: "random_uniform", detail: "\(length)") {
                var y = blank(length)
                $0.random_uniform(state, &y, length)
                return y
            } expected: {
                words(length).map { Expected(exactly: uniform($0)) }
            },
            KernelCase(kernel: "random_normal", detail: "\(length)") {
                var y = blank(length)
                $0.random_normal(state, &y, length)
                return y
            } expected: {
                Array(normals(words((length + 3) / 4 * 4)).prefix(length))
            },
            KernelCase(kernel: "random_dropout_mask", detail: "\(length)") {
                var y = blank(length)
                $0.random_dropout_mask(state, 0.3, &y, length)
                return y
            } expected: {
                words(length).map {
                    uniform($0) < 0.3
                        ? Expected(exactly: 0) : Expected(1 / (1 - Double(Float(0.3))), units: 1)
                }
            },
            KernelCase(kernel: "random_normal_rows", detail: "[3, \(length)]") {
                var y = blank(3 * length)
                $0.random_normal_rows(9, [5, 1 << 40, 6], 2, &y, 3, length)
                return y
            } expected: {
                [5, 1 << 40, 6].flatMap { key in
                    normals(
                        Philox.words(
                            seed: 9, stream: key, position: 2, count: (length + 3) / 4 * 4)
                    ).prefix(length)
                }
            },
        ]
    }

    /// The halves of words, which a float holds exactly.
    private static func halves(_ words: [UInt32]) -> [Float] {
        words.flatMap { [Float($0 >> 16), Float($0 & 0xFFFF)] }
    }
}
