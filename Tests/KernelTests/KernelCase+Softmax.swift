import Glibc
import KernelBodies
import TestSupport

/// Softmax and the logarithm of a sum of exponentials, along a dimension.
extension KernelCase {
    static let softmax = forward + backward + infinite

    private static func logSumExp(_ x: [Double]) -> Double {
        let m = x.max() ?? -.infinity
        return m.isInfinite ? m : m + log(x.reduce(0) { $0 + exp($1 - m) })
    }

    /// The relative error of e^(x - m) / sum: of the difference, the exponential and a sum in floats.
    private static func error(count: Int) -> Double { (16 + Double(count).squareRoot()) * 0x1p-24 }

    private static let forward =
        blocks.map { block in
            KernelCase(kernel: "softmax_forward", detail: block.name) {
                var y = blank(block.size)
                $0.softmax_forward(
                    numbers(block.size), &y, block.outer, block.count, block.inner)
                return y
            } expected: {
                softmax(block, numbers(block.size)).map {
                    Expected($0, within: $0 * error(count: block.count))
                }
            }
        }
        + blocks.map { block in
            KernelCase(kernel: "log_sum_exp_forward", detail: block.name) {
                var y = blank(block.outer * block.inner)
                $0.log_sum_exp_forward(
                    numbers(block.size), &y, block.outer, block.count, block.inner)
                return y
            } expected: {
                let x = numbers(block.size)
                return block.columns { places in
                    let value = logSumExp(places.map { Double(x[$0]) })
                    return Expected(value, within: error(count: block.count) + abs(value) * 0x1p-23)
                }
            }
        }

    private static func softmax(_ block: Block, _ x: [Float]) -> [Double] {
        var y = [Double](repeating: 0, count: x.count)
        for places in block.columns({ $0 }) {
            let total = logSumExp(places.map { Double(x[$0]) })
            for place in places { y[place] = exp(Double(x[place]) - total) }
        }
        return y
    }

    private static let backward =
        blocks.map { block in
            KernelCase(kernel: "softmax_backward", detail: block.name) {
                let y = softmax(block, numbers(block.size)).map { Float($0) }
                var dx = blank(block.size)
                $0.softmax_backward(
                    y, upstream(block.size), &dx, block.outer, block.count, block.inner)
                return dx
            } expected: {
                let y = softmax(block, numbers(block.size)).map { Double(Float($0)) }
                let dy = upstream(block.size).map { Double($0) }
                var dx = [Expected](repeating: Expected(exactly: .nan), count: block.size)
                for places in block.columns({ $0 }) {
                    let dot = places.reduce(0) { $0 + y[$1] * dy[$1] }
                    for place in places {
                        let terms = (y[place] * dy[place], y[place] * dot)
                        dx[place] = Expected(
                            terms.0 - terms.1, units: 2, terms: terms.0, terms.1)
                    }
                }
                return dx
            }
        }
        + blocks.map { block in
            KernelCase(kernel: "log_sum_exp_backward", detail: block.name) {
                let x = numbers(block.size), y = totals(block)
                var dx = blank(block.size)
                $0.log_sum_exp_backward(
                    x, y, upstream(y.count), &dx, block.outer, block.count, block.inner)
                return dx
            } expected: {
                let x = numbers(block.size), y = totals(block), dy = upstream(y.count)
                var dx = [Expected](repeating: Expected(exactly: .nan), count: block.size)
                for (column, places) in block.columns({ $0 }).enumerated() {
                    for place in places {
                        let difference = Double(x[place]) - Double(y[column])
                        // Rounding the difference changes its exponential by as much.
                        dx[place] = Expected(
                            exp(difference) * Double(dy[column]), units: 3 + abs(difference))
                    }
                }
                return dx
            }
        }

    private static func totals(_ block: Block) -> [Float] {
        let x = numbers(block.size)
        return block.columns { places in Float(logSumExp(places.map { Double(x[$0]) })) }
    }

    private static func upstream(_ count: Int) -> [Float] {
        var random = SplitMix64(seed: 6)
        return random.floats(count)
    }

    private static let infinite = [1, 33].map { inner in
        KernelCase(kernel: "log_sum_exp_forward", detail: "infinities, inner \(inner)") {
            var x = [Float](repeating: -.infinity, count: 3 * 65 * inner)
            for lane in 0..<inner {
                x[(65 + 40) * inner + lane] = .infinity
                x[(130 + 64) * inner + lane] = 0.5
            }
            var y = blank(3 * inner)
            $0.log_sum_exp_forward(x, &y, 3, 65, inner)
            return y
        } expected: {
            [-.infinity, .infinity, 0.5].flatMap {
                [Expected](repeating: Expected(exactly: $0), count: inner)
            }
        }
    }
}
