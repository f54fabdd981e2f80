import Glibc
import KernelBodies
import TestSupport

/// The terms of a variational autoencoder.
extension KernelCase {
    static let probability = bernoulli + gaussian + latents

    private static let shapes = [(1, 1), (3, 7), (5, 33), (60, 1021), (2, 40_000)]

    /// Data in [0, 1], logits or means, log variances, noise or gradients.
    private struct Inputs {
        let x: [Float]
        let mean: [Float]
        let logVariance: [Float]
        let noise: [Float]

        init(_ count: Int) {
            var random = SplitMix64(seed: 8)
            x = random.floats(count, in: 0...1)
            mean = random.floats(count, in: -9...9)
            logVariance = random.floats(count, in: -6...3)
            noise = random.floats(count)
        }
    }

    private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

    /// The sum of `parts` of each of the columns, added in floats.
    private static func rowSum(
        _ rows: Int, _ columns: Int, _ parts: (Int) -> [Double]
    ) -> [Expected] {
        (0..<rows).map { row in
            let terms = (row * columns..<(row + 1) * columns).map(parts)
            let magnitude = terms.reduce(0) { $0 + $1.reduce(0) { $0 + abs($1) } }
            let growth = 4 + Double(min(columns, 1024)).squareRoot()
            return Expected(
                terms.reduce(0) { $0 + $1.reduce(0, +) }, within: growth * magnitude * 0x1p-24)
        }
    }

    private static let bernoulli = shapes.flatMap { rows, columns in
        [
            KernelCase(kernel: "bernoulli_forward", detail: "[\(rows), \(columns)]") {
                let inputs = Inputs(rows * columns)
                var y = blank(rows)
                $0.bernoulli_forward(inputs.mean, inputs.x, &y, rows, columns)
                return y
            } expected: {
                let inputs = Inputs(rows * columns)
                return rowSum(rows, columns) {
                    let logit = Double(inputs.mean[$0])
                    return [Double(inputs.x[$0]) * logit, -softplus(logit)]
                }
            },
            KernelCase(kernel: "bernoulli_backward", detail: "[\(rows), \(columns)]") {
                let inputs = Inputs(rows * columns)
                var slopes = blank(rows * columns), dx = slopes, alone = slopes
                $0.bernoulli_backward(
                    inputs.mean, inputs.x, inputs.noise, &slopes, &dx, rows, columns)
                $0.bernoulli_backward(
                    inputs.mean, inputs.x, inputs.noise, &alone, nil, rows, columns)
                return slopes + dx + alone
            } expected: {
                let inputs = Inputs(rows * columns)
                let slopes = (0..<rows * columns).map { index in
                    let share = sigmoid(Double(inputs.mean[index])), x = Double(inputs.x[index])
                    let g = Double(inputs.noise[index / columns])
                    return Expected((x - share) * g, units: 3, terms: x * g, share * g)
                }
                let dx = (0..<rows * columns).map {
                    let g = Double(inputs.noise[$0 / columns])
                    return Expected(Double(inputs.mean[$0]) * g, units: 0.5)
                }
                return slopes + dx + slopes
            },
        ]
    }

    private static let gaussian = shapes.flatMap { rows, columns in
        [Int32(0), 1].flatMap { stride in
            [
                KernelCase(
                    kernel: "gaussian_forward", detail: "[\(rows), \(columns)], stride \(stride)"
                ) {
                    let inputs = Inputs(rows * columns)
                    var y = blank(rows)
                    $0.gaussian_forward(
                        inputs.x, inputs.mean, inputs.logVariance, stride, &y, rows, columns)
                    return y
                } expected: {
                    let inputs = Inputs(rows * columns)
                    return rowSum(rows, columns) {
                        let v = Double(inputs.logVariance[$0 * Int(stride)])
                        let d = Double(inputs.x[$0]) - Double(inputs.mean[$0])
                        return [-d * d * exp(-v) / 2, -v / 2, -log(2 * Double.pi) / 2]
                    }
                },
                KernelCase(
                    kernel: "gaussian_backward", detail: "[\(rows), \(columns)], stride \(stride)"
                ) {
                    let inputs = Inputs(rows * columns)
                    var means = blank(rows * columns), variances = means
                    $0.gaussian_backward(
                        inputs.x, inputs.mean, inputs.logVariance, stride, inputs.noise, &means,
                        &variances, rows, columns)
                    return means + variances
                } expected: {
                    let inputs = Inputs(rows * columns)
                    let terms = (0..<rows * columns).map { index in
                        let precision = exp(-Double(inputs.logVariance[index * Int(stride)]))
                        return (
                            d: Double(inputs.x[index]) - Double(inputs.mean[index]), precision,
                            g: Double(inputs.noise[index / columns])
                        )
                    }
                    return terms.map { d, precision, g in
                        Expected(d * precision * g, units: 5)
                    }
                        + terms.map { d, precision, g in
                            let square = d * d * precision
                            return Expected(
                                (square - 1) * g / 2, units: 5, terms: square * g / 2, g / 2)
                        }
                },
            ]
        }
    }

    private static let latents = lengths.flatMap { length in
        [
            KernelCase(kernel: "gaussian_kl_forward", detail: "\(length)") {
                let inputs = Inputs(length)
                var y = blank(length)
                $0.gaussian_kl_forward(inputs.mean, inputs.logVariance, &y, length)
                return y
            } expected: {
                let inputs = Inputs(length)
                return zip(inputs.mean, inputs.logVariance).map { mean, logVariance in
                    let (m, v) = (Double(mean), Double(logVariance))
                    return Expected(
                        (m * m + exp(v) - 1 - v) / 2, units: 2, terms: m * m / 2, exp(v) / 2, 0.5,
                        v / 2)
                }
            },
            KernelCase(kernel: "gaussian_kl_backward", detail: "\(length)") {
                let inputs = Inputs(length)
                var means = blank(length), variances = means
                $0.gaussian_kl_backward(
                    inputs.mean, inputs.logVariance, inputs.noise, &means, &variances, length)
                return means + variances
            } expected: {
                let inputs = Inputs(length)
                return zip(inputs.mean, inputs.noise).map {
                    Expected(Double($0) * Double($1), units: 0.5)
                }
                    + zip(inputs.logVariance, inputs.noise).map { v, g in
                        let e = exp(Double(v)), g = Double(g) / 2
                        return Expected((e - 1) * g, units: 2.5, terms: e * g, g)
                    }
            },
            KernelCase(kernel: "reparameterize_forward", detail: "\(length)") {
                let inputs = Inputs(length)
                var z = blank(length)
                $0.reparameterize_forward(
                    inputs.mean, inputs.logVariance, inputs.noise, &z, length)
                return z
            } expected: {
                let inputs = Inputs(length)
                return (0..<length).map {
                    let term = exp(Double(inputs.logVariance[$0]) / 2) * Double(inputs.noise[$0])
                    let mean = Double(inputs.mean[$0])
                    return Expected(mean + term, units: 2.5, terms: mean, term)
                }
            },
            KernelCase(kernel: "reparameterize_backward", detail: "\(length)") {
                let inputs = Inputs(length)
                var slopes = blank(length)
                $0.reparameterize_backward(
                    inputs.logVariance, inputs.noise, inputs.mean, &slopes, length)
                return slopes
            } expected: {
                let inputs = Inputs(length)
                return (0..<length).map {
                    let deviation = exp(Double(inputs.logVariance[$0]) / 2)
                    return Expected(
                        deviation / 2 * Double(inputs.noise[$0]) * Double(inputs.mean[$0]),
                        units: 3)
                }
            },
        ]
    }
}
