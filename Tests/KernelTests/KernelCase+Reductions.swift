import CKernels
import Glibc
import KernelBodies
import TestSupport

/// Sums, maxima and what is made of them, over [outer, count, inner].
extension KernelCase {
    /// Sizes of a tensor around its reduced dimension.
    struct Block: Sendable {
        let outer: Int
        let count: Int
        let inner: Int
        var name: String { "[\(outer), \(count), \(inner)]" }
        var size: Int { outer * count * inner }

        /// Calls `body` with the places of each column, which is what a reduction reduces.
        func columns<Result>(_ body: ([Int]) -> Result) -> [Result] {
            (0..<outer * inner).map { column in
                let first = column / inner * count * inner + column % inner
                return body((0..<count).map { first + $0 * inner })
            }
        }
    }

    static let blocks = [
        Block(outer: 1, count: 1, inner: 1), Block(outer: 3, count: 7, inner: 1),
        Block(outer: 33, count: 1021, inner: 1), Block(outer: 1, count: 40_000, inner: 1),
        Block(outer: 10_000, count: 3, inner: 1), Block(outer: 1, count: 1021, inner: 33),
        Block(outer: 3, count: 7, inner: 130), Block(outer: 1, count: 40_000, inner: 2),
        Block(outer: 1, count: 2, inner: 20_000),
    ]

    /// Numbers with ties.
    static func numbers(_ count: Int) -> [Float] {
        var random = SplitMix64(seed: 5)
        return random.floats(count).map { ($0 * 1024).rounded() / 1024 }
    }

    /// A sum of `terms` in floats, of at most `length` at a time: errors of additions and of terms
    /// that are themselves `units` off are random, so they grow with the square root of the length.
    static func sum(_ terms: [Double], length: Int = 1024, units: Double = 0) -> Expected {
        let growth = units + Double(min(terms.count, length)).squareRoot()
        let magnitude = terms.reduce(0) { $0 + abs($1) }
        return Expected(terms.reduce(0, +), within: growth * magnitude * 0x1p-24)
    }

    static let reductions = sums + maxima + wholes

    private static let sums = blocks.map { block in
        KernelCase(kernel: "reduce", detail: "sum \(block.name)") {
            var y = blank(block.outer * block.inner)
            $0.reduce(
                VAE_REDUCE_SUM, numbers(block.size), &y, block.outer, block.count, block.inner)
            return y
        } expected: {
            let x = numbers(block.size)
            return block.columns { places in sum(places.map { Double(x[$0]) }) }
        }
    }

    private static let maxima =
        blocks.map { block in
            KernelCase(kernel: "reduce", detail: "max \(block.name)") {
                var y = blank(block.outer * block.inner)
                $0.reduce(
                    VAE_REDUCE_MAX, numbers(block.size), &y, block.outer, block.count, block.inner)
                return y
            } expected: {
                let x = numbers(block.size)
                return block.columns { places in
                    Expected(exactly: places.reduce(-.infinity) { max($0, x[$1]) })
                }
            }
        }
        + blocks.map { block in
            KernelCase(kernel: "reduce_max_backward", detail: block.name) {
                let x = numbers(block.size), dy = numbers(block.outer * block.inner)
                let y = block.columns { places in places.reduce(-.infinity) { max($0, x[$1]) } }
                var dx = blank(block.size)
                $0.reduce_max_backward(x, y, dy, &dx, block.outer, block.count, block.inner)
                return dx
            } expected: {
                let x = numbers(block.size), dy = numbers(block.outer * block.inner)
                var dx = [Expected](repeating: Expected(exactly: 0), count: block.size)
                for (places, g) in zip(block.columns { $0 }, dy) {
                    let maximum = places.reduce(-.infinity) { max($0, x[$1]) }
                    let ties = places.filter { x[$0] == maximum }
                    for place in ties {
                        dx[place] = Expected(Double(g) / Double(ties.count), units: 0.5)
                    }
                }
                return dx
            }
        }
        + [1, 33].map { inner in
            KernelCase(kernel: "reduce", detail: "max of NaN and infinity, inner \(inner)") {
                var x = [Float](repeating: -.infinity, count: 3 * 65 * inner)
                for lane in 0..<inner {
                    x[(65 + 40) * inner + lane] = .infinity
                    x[(130 + 64) * inner + lane] = .nan
                }
                var y = blank(3 * inner)
                $0.reduce(VAE_REDUCE_MAX, x, &y, 3, 65, inner)
                return y
            } expected: {
                [-.infinity, .infinity, .nan].flatMap {
                    [Expected](repeating: Expected(exactly: $0), count: inner)
                }
            }
        }

    private static let wholes =
        lengths.flatMap { length in
            [
                KernelCase(kernel: "sum", detail: "\(length)") {
                    [Float($0.sum(numbers(length), length))]
                } expected: {
                    [sum(numbers(length).map { Double($0) })]
                },
                KernelCase(kernel: "sum_of_squares", detail: "\(length)") {
                    [Float($0.sum_of_squares(numbers(length), length))]
                } expected: {
                    [sum(numbers(length).map { Double($0) * Double($0) }, units: 1)]
                },
                // All finite, and with one element that is not in each place.
                KernelCase(kernel: "all_finite", detail: "\(length)") { kernels in
                    var x = numbers(length)
                    x[0] = .greatestFiniteMagnitude
                    let places = length > 100 ? [0, 15, length / 2, length - 1] : Array(0..<length)
                    let finite: Float = kernels.all_finite(x, length) ? 1 : 0
                    return [finite]
                        + places.flatMap { place in
                            [Float.infinity, -.infinity, .nan].map { bad in
                                var x = x
                                x[place] = bad
                                return kernels.all_finite(x, length) ? 1 : 0
                            }
                        }
                } expected: {
                    let places = length > 100 ? 4 : length
                    return [Expected(exactly: 1)]
                        + [Expected](repeating: Expected(exactly: 0), count: 3 * places)
                },
            ]
        }
}
