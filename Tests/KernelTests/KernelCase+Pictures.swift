import CKernels
import Glibc
import KernelBodies
import TestSupport

/// Pooling and resampling of pictures [batch, height, width, channels].
extension KernelCase {
    static let pictures = pooling + resampling

    private static func pool(
        _ batch: Int, _ input: (Int, Int), _ channels: Int, kernel: (Int, Int), stride: (Int, Int),
        padding: (Int, Int)
    ) -> vae_pool {
        vae_pool(
            batch: batch, input_height: input.0, input_width: input.1,
            output_height: (input.0 + 2 * padding.0 - kernel.0) / stride.0 + 1,
            output_width: (input.1 + 2 * padding.1 - kernel.1) / stride.1 + 1, channels: channels,
            kernel_height: kernel.0, kernel_width: kernel.1, stride_height: stride.0,
            stride_width: stride.1, padding_height: padding.0, padding_width: padding.1)
    }

    private static let pools = [
        pool(1, (1, 1), 1, kernel: (1, 1), stride: (1, 1), padding: (0, 0)),
        pool(3, (7, 9), 33, kernel: (2, 2), stride: (2, 2), padding: (0, 0)),
        pool(5, (9, 8), 7, kernel: (3, 2), stride: (2, 1), padding: (1, 1)),
        pool(2, (5, 6), 133, kernel: (3, 3), stride: (1, 2), padding: (1, 0)),
    ]

    /// For each output element in order, the input elements of its window.
    private static func windows(_ p: vae_pool) -> [[Int]] {
        var windows = [[Int]]()
        for picture in 0..<p.batch {
            for i in 0..<p.output_height {
                for j in 0..<p.output_width {
                    let top = i * p.stride_height - p.padding_height
                    let left = j * p.stride_width - p.padding_width
                    let rows = (top..<top + p.kernel_height).filter { 0..<p.input_height ~= $0 }
                    let columns = (left..<left + p.kernel_width).filter { 0..<p.input_width ~= $0 }
                    for channel in 0..<p.channels {
                        windows.append(
                            rows.flatMap { row in
                                columns.map { column in
                                    ((picture * p.input_height + row) * p.input_width + column)
                                        * p.channels + channel
                                }
                            })
                    }
                }
            }
        }
        return windows
    }

    private static let pooling = pools.flatMap { pool in
        let name = "[\(pool.batch), \(pool.input_height), \(pool.input_width), \(pool.channels)]"
        let inputs = pool.batch * pool.input_height * pool.input_width * pool.channels
        let outputs = pool.batch * pool.output_height * pool.output_width * pool.channels
        let share = 1 / Double(pool.kernel_height * pool.kernel_width)
        return [("max", VAE_POOL_MAX), ("average", VAE_POOL_AVERAGE)].flatMap { kind, code in
            [
                KernelCase(kernel: "pool_forward", detail: "\(kind) \(name)") {
                    var pool = pool
                    var y = blank(outputs)
                    $0.pool_forward(code, &pool, numbers(inputs), &y)
                    return y
                } expected: {
                    let x = numbers(inputs)
                    return windows(pool).map { window in
                        code == VAE_POOL_MAX
                            ? Expected(exactly: window.reduce(-.infinity) { max($0, x[$1]) })
                            : sum(window.map { Double(x[$0]) * share }, units: 2)
                    }
                },
                KernelCase(kernel: "pool_backward", detail: "\(kind) \(name)") {
                    var pool = pool
                    let x = numbers(inputs)
                    let y = windows(pool).map { $0.reduce(-.infinity) { max($0, x[$1]) } }
                    var dx = blank(inputs)
                    $0.pool_backward(code, &pool, x, y, numbers(outputs), &dx)
                    return dx
                } expected: {
                    let x = numbers(inputs), dy = numbers(outputs)
                    var terms = [[Double]](repeating: [], count: inputs)
                    for (window, g) in zip(windows(pool), dy) {
                        if code == VAE_POOL_AVERAGE {
                            for place in window { terms[place].append(Double(g) * share) }
                        } else {
                            let maximum = window.reduce(-.infinity) { max($0, x[$1]) }
                            guard let first = window.first(where: { x[$0] == maximum }) else {
                                continue
                            }
                            terms[first].append(Double(g))
                        }
                    }
                    return terms.map { sum($0, units: 2) }
                },
            ]
        }
    }

    private struct Resizing: Sendable {
        let batch: Int
        let input: (height: Int, width: Int)
        let output: (height: Int, width: Int)
        let channels: Int
        var name: String { "\(input) to \(output), \(channels) channels" }
        var inputs: Int { batch * input.height * input.width * channels }
        var outputs: Int { batch * output.height * output.width * channels }

        /// For each output element in order, the input elements that it is a mean of, and weights.
        func blends(_ code: vae_resampling) -> [[(place: Int, weight: Double)]] {
            var blends = [[(place: Int, weight: Double)]]()
            for picture in 0..<batch {
                for i in 0..<output.height {
                    for j in 0..<output.width {
                        let rows = Self.blend(code, i, input.height, output.height)
                        let columns = Self.blend(code, j, input.width, output.width)
                        for channel in 0..<channels {
                            blends.append(
                                rows.flatMap { row in
                                    columns.map { column in
                                        let pixel =
                                            (picture * input.height + row.0) * input.width
                                            + column.0
                                        return (pixel * channels + channel, row.1 * column.1)
                                    }
                                })
                        }
                    }
                }
            }
            return blends
        }

        private static func blend(_ code: vae_resampling, _ place: Int, _ input: Int, _ output: Int)
            -> [(Int, Double)]
        {
            if code == VAE_RESAMPLE_NEAREST { return [(place * input / output, 1)] }
            let center = (Double(place) + 0.5) * Double(input) / Double(output) - 0.5
            let low = Int(max(0, center)), share = max(0, center) - Double(low)
            return [(low, 1 - share), (min(low + 1, input - 1), share)]
        }
    }

    private static let resizings = [
        Resizing(batch: 1, input: (1, 1), output: (1, 1), channels: 1),
        Resizing(batch: 3, input: (5, 7), output: (10, 14), channels: 33),
        Resizing(batch: 2, input: (8, 9), output: (5, 13), channels: 7),
        Resizing(batch: 5, input: (3, 2), output: (2, 7), channels: 133),
    ]

    private static let resampling = resizings.flatMap { resizing in
        let kinds = [("nearest", VAE_RESAMPLE_NEAREST), ("bilinear", VAE_RESAMPLE_BILINEAR)]
        return kinds.flatMap { kind, code in
            [
                KernelCase(kernel: "resample_forward", detail: "\(kind) \(resizing.name)") {
                    var y = blank(resizing.outputs)
                    $0.resample_forward(
                        code, numbers(resizing.inputs), &y, resizing.batch, resizing.input.height,
                        resizing.input.width, resizing.output.height, resizing.output.width,
                        resizing.channels)
                    return y
                } expected: {
                    let x = numbers(resizing.inputs)
                    return resizing.blends(code).map { blend in
                        mean(blend.map { ($0.weight, Double(x[$0.place])) }, code)
                    }
                },
                KernelCase(kernel: "resample_backward", detail: "\(kind) \(resizing.name)") {
                    var dx = blank(resizing.inputs)
                    $0.resample_backward(
                        code, numbers(resizing.outputs), &dx, resizing.batch,
                        resizing.input.height, resizing.input.width, resizing.output.height,
                        resizing.output.width, resizing.channels)
                    return dx
                } expected: {
                    let dy = numbers(resizing.outputs)
                    var terms = [[(Double, Double)]](repeating: [], count: resizing.inputs)
                    for (blend, g) in zip(resizing.blends(code), dy) {
                        for (place, weight) in blend { terms[place].append((weight, Double(g))) }
                    }
                    return terms.map { mean($0, code) }
                },
            ]
        }
    }

    /// A weighted sum; places of up to 14 pixels make bilinear weights inexact.
    private static func mean(_ terms: [(weight: Double, value: Double)], _ code: vae_resampling)
        -> Expected
    {
        let slack = code == VAE_RESAMPLE_BILINEAR ? 0x1p-20 : 0x1p-22
        let size = terms.reduce(0) { $0 + abs($1.value) }
        return Expected(terms.reduce(0) { $0 + $1.weight * $1.value }, within: slack * size)
    }
}
