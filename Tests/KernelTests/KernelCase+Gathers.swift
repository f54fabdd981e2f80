import CKernels
import KernelBodies
import TestSupport

/// Rows by index, rows of pixels, and their distances.
extension KernelCase {
    static let gathers = rows + pixels + distances

    private struct Gather: Sendable {
        let outer: Int
        let count: Int
        let inner: Int
        let picked: Int
        var name: String { "[\(outer), \(count), \(inner)], \(picked) picked" }

        /// Indices with repetitions.
        var indices: [Int32] { (0..<picked).map { Int32($0 * 7 % count) } }
        var input: [Float] { numbers(outer * count * inner) }
        var gradient: [Float] { numbers(outer * picked * inner) }
    }

    private static let shapes = [
        Gather(outer: 1, count: 1, inner: 1, picked: 1),
        Gather(outer: 2, count: 7, inner: 33, picked: 9),
        Gather(outer: 3, count: 33, inner: 7, picked: 5),
        Gather(outer: 1, count: 50, inner: 1021, picked: 40),
        Gather(outer: 1, count: 1021, inner: 1, picked: 40_000),
    ]

    private static let rows = shapes.flatMap { gather in
        [
            KernelCase(kernel: "gather_forward", detail: gather.name) {
                var y = blank(gather.outer * gather.picked * gather.inner)
                $0.gather_forward(
                    gather.input, gather.indices, &y, gather.outer, gather.count, gather.inner,
                    gather.picked)
                return y
            } expected: {
                let x = gather.input, indices = gather.indices
                return (0..<gather.outer * gather.picked).flatMap { row in
                    let from =
                        row / gather.picked * gather.count
                        + Int(indices[row % gather.picked])
                    return (0..<gather.inner).map { Expected(exactly: x[from * gather.inner + $0]) }
                }
            },
            KernelCase(kernel: "gather_backward", detail: gather.name) {
                var dx = gather.input
                $0.gather_backward(
                    gather.gradient, gather.indices, &dx, gather.outer, gather.count, gather.inner,
                    gather.picked)
                return dx
            } expected: {
                let dy = gather.gradient, indices = gather.indices
                var terms = gather.input.map { [Double($0)] }
                for row in 0..<gather.outer * gather.picked {
                    let to = row / gather.picked * gather.count + Int(indices[row % gather.picked])
                    for lane in 0..<gather.inner {
                        terms[to * gather.inner + lane].append(
                            Double(dy[row * gather.inner + lane]))
                    }
                }
                return terms.map { sum($0) }
            },
        ]
    }

    // The last has more elements than 32 bits can add squares of.
    private static let distances = [(1, 1), (7, 33), (50, 784), (2, 250_001)].map { rows, size in
        let bytes: @Sendable () -> (pixels: [UInt8], picture: [UInt8]) = {
            var random = SplitMix64(seed: 9)
            return (
                (0..<rows * size).map { _ in UInt8.random(in: 0...255, using: &random) },
                (0..<size).map { _ in Bool.random(using: &random) ? 255 : 0 }
            )
        }
        return KernelCase(kernel: "pixel_distances", detail: "[\(rows), \(size)]") {
            let (pixels, picture) = bytes()
            var y = [UInt64](repeating: .max, count: rows)
            $0.pixel_distances(pixels, picture, &y, rows, size)
            return y.map { Float($0) }
        } expected: {
            let (pixels, picture) = bytes()
            return (0..<rows).map { row in
                let sum = (0..<size).reduce(0) {
                    let difference = Int(pixels[row * size + $1]) - Int(picture[$1])
                    return $0 + difference * difference
                }
                return Expected(exactly: Float(sum))
            }
        }
    }

    private static let pixels = [(1, 1), (7, 33), (33, 784), (50, 1021)].flatMap { rows, size in
        let seed: UInt64 = 0xFEED_0000_BEEF
        let bytes: @Sendable () -> [UInt8] = {
            var random = SplitMix64(seed: 7)
            return (0..<60 * size).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let places = (0..<rows).map { Int32($0 * 7 % 60) }
        let keys = (0..<rows).map { UInt64($0) << 31 }
        let modes: [(String, vae_pixels)] = [
            ("grey", VAE_PIXELS_GREY), ("threshold", VAE_PIXELS_THRESHOLD),
            ("Bernoulli", VAE_PIXELS_BERNOULLI),
        ]
        return modes.map { name, mode in
            KernelCase(kernel: "gather_pixels", detail: "\(name) [\(rows), \(size)]") {
                var y = blank(rows * size)
                $0.gather_pixels(bytes(), places, keys, seed, mode, &y, rows, size)
                return y
            } expected: {
                let bytes = bytes()
                return (0..<rows).flatMap { row in
                    let words = Philox.words(seed: seed, stream: keys[row], count: size)
                    return (0..<size).map { column in
                        let byte = bytes[Int(places[row]) * size + column]
                        switch mode {
                        case VAE_PIXELS_GREY: return Expected(Double(byte) / 255, units: 0.5)
                        case VAE_PIXELS_THRESHOLD: return Expected(exactly: byte < 128 ? 0 : 1)
                        default:
                            let draw = 255 * Double(words[column] >> 8) * 0x1p-24
                            return Expected(exactly: Float(draw) < Float(byte) ? 1 : 0)
                        }
                    }
                }
            }
        }
    }
}
