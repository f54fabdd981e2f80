import CKernels
import KernelBodies
import TestSupport

/// Arithmetic of two tensors, copies and sums in place.
extension KernelCase {
    static let elements = binary + copies + inPlace

    /// A walk over `sizes`, outermost first; c is dense.
    private static func walk(_ sizes: [Int], a: [Int], b: [Int]) -> vae_walk {
        let dense = sizes.indices.map { sizes[($0 + 1)...].reduce(1, *) }
        return vae_walk(
            rank: Int32(sizes.count), sizes: five(sizes), a: five(a), b: five(b), c: five(dense))
    }

    private static func five(_ numbers: [Int]) -> (Int, Int, Int, Int, Int) {
        let padded = numbers + [0, 0, 0, 0]
        return (padded[0], padded[1], padded[2], padded[3], padded[4])
    }

    /// Where element `index` of a dense tensor of `sizes` lies with `strides`.
    private static func place(_ index: Int, _ sizes: [Int], _ strides: [Int]) -> Int {
        var rest = index, place = 0
        for (size, stride) in zip(sizes, strides).reversed() {
            place += rest % size * stride
            rest /= size
        }
        return place
    }

    private struct Layout: Sendable {
        let name: String
        let sizes: [Int]
        let a: [Int]
        let b: [Int]
        var count: Int { sizes.reduce(1, *) }
    }

    private static let layouts =
        lengths.map { Layout(name: "\($0)", sizes: [$0], a: [1], b: [1]) } + [
            Layout(name: "by a number", sizes: [40_000], a: [1], b: [0]),
            Layout(name: "of a number", sizes: [1021], a: [0], b: [1]),
            Layout(name: "strided", sizes: [1021], a: [3], b: [2]),
            Layout(name: "rows", sizes: [33, 1021], a: [1021, 1], b: [0, 1]),
            Layout(name: "columns", sizes: [33, 1021], a: [1021, 1], b: [1, 0]),
            Layout(name: "transposed", sizes: [33, 7, 21], a: [1, 33, 231], b: [147, 21, 1]),
            Layout(
                name: "channels last", sizes: [9, 1021, 3], a: [3063, 1, 1021], b: [0, 3, 1]),
            Layout(
                name: "five dimensions", sizes: [2, 3, 5, 7, 33], a: [3465, 1155, 231, 33, 1],
                b: [0, 33, 0, 99, 1]),
        ]

    private struct Operator: Sendable {
        let name: String
        let code: vae_binary
        let exact: @Sendable (Double, Double) -> Double
    }

    private static let operators = [
        Operator(name: "add", code: VAE_BINARY_ADD) { $0 + $1 },
        Operator(name: "subtract", code: VAE_BINARY_SUBTRACT) { $0 - $1 },
        Operator(name: "multiply", code: VAE_BINARY_MULTIPLY) { $0 * $1 },
        Operator(name: "divide", code: VAE_BINARY_DIVIDE) { $0 / $1 },
    ]

    private static let operands: @Sendable () -> (a: [Float], b: [Float]) = {
        var random = SplitMix64(seed: 4)
        return (random.floats(40_000), random.floats(40_000))
    }

    private static let binary = operators.flatMap { operation in
        layouts.map { layout in
            KernelCase(kernel: "binary_forward", detail: "\(operation.name) \(layout.name)") {
                let (a, b) = operands()
                var walk = walk(layout.sizes, a: layout.a, b: layout.b)
                var c = blank(layout.count)
                $0.binary_forward(operation.code, &walk, a, b, &c)
                return c
            } expected: {
                let (a, b) = operands()
                return (0..<layout.count).map {
                    let x = a[place($0, layout.sizes, layout.a)]
                    let y = b[place($0, layout.sizes, layout.b)]
                    return Expected(operation.exact(Double(x), Double(y)), units: 0.5)
                }
            }
        }
    }

    private static let copies = layouts.map { layout in
        KernelCase(kernel: "copy_strided", detail: layout.name) {
            var walk = walk(layout.sizes, a: layout.a, b: layout.b)
            var c = blank(layout.count)
            $0.copy_strided(&walk, operands().a, &c)
            return c
        } expected: {
            let a = operands().a
            return (0..<layout.count).map {
                Expected(exactly: a[place($0, layout.sizes, layout.a)])
            }
        }
    }

    private static let inPlace =
        lengths.map { length in
            KernelCase(kernel: "accumulate", detail: "\(length)") {
                var (y, x) = operands()
                $0.accumulate(&x, &y, length)
                return y
            } expected: {
                let (y, x) = operands()
                return y.indices.map {
                    $0 < length
                        ? Expected(Double(y[$0]) + Double(x[$0]), units: 0.5)
                        : Expected(exactly: y[$0])
                }
            }
        }
        + lengths.map { length in
            KernelCase(kernel: "fill", detail: "\(length)") {
                var y = blank(length + 1)
                $0.fill(&y, length, -0.75)
                return y
            } expected: {
                [Expected](repeating: Expected(exactly: -0.75), count: length)
                    + [Expected(exactly: .nan)]
            }
        }
        + [
            (1, 1, 1), (40_000, 1, 0), (1021, 7, 0.25), (7, 1021, 1), (1, 40_000, 0),
        ].map { rows, columns, slope in
            KernelCase(kernel: "add_rows", detail: "[\(rows), \(columns)] slope \(slope)") {
                let (a, x) = operands()
                var y = Array(a.prefix(rows * columns))
                $0.add_rows(x, &y, rows, columns, Float(slope))
                return y
            } expected: {
                let (y, x) = operands()
                return (0..<rows * columns).map {
                    let sum = Double(y[$0]) + Double(x[$0 % columns])
                    return Expected(sum < 0 ? slope * sum : sum, units: 0.5)
                }
            }
        }
}
