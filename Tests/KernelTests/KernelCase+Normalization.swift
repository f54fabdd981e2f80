import Glibc
import KernelBodies
import TestSupport

/// Normalisation of [outer, spatial, groups, inner] over spatial and inner.
extension KernelCase {
    private struct Layout: Sendable {
        let outer: Int
        let spatial: Int
        let groups: Int
        let inner: Int
        var name: String { "[\(outer), \(spatial), \(groups), \(inner)]" }
        var size: Int { outer * spatial * groups * inner }
        var sets: Int { outer * groups }

        /// Far from 0, where squares would cancel.
        var input: [Float] {
            var random = SplitMix64(seed: 9)
            return random.floats(size, in: 90...110)
        }

        var upstream: [Float] {
            var random = SplitMix64(seed: 10)
            return random.floats(size)
        }

        /// The elements of one set.
        func places(_ set: Int) -> [Int] {
            (0..<spatial).flatMap { position in
                (0..<inner).map { lane in
                    ((set / groups * spatial + position) * groups + set % groups) * inner + lane
                }
            }
        }
    }

    private struct Moments {
        let mean: Double
        let variance: Double
        let factor: Double

        init(_ x: [Double]) {
            let mean = x.reduce(0, +) / Double(x.count)
            self.mean = mean
            variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
            factor = 1 / (variance + Double(epsilon)).squareRoot()
        }
    }

    private static let epsilon: Float = 1e-3

    private static let layouts = [
        Layout(outer: 1, spatial: 1, groups: 1, inner: 7),
        Layout(outer: 1, spatial: 1021, groups: 9, inner: 1),
        Layout(outer: 1, spatial: 300, groups: 130, inner: 1),
        Layout(outer: 3, spatial: 49, groups: 8, inner: 7),
        Layout(outer: 2, spatial: 33, groups: 3, inner: 100),
        Layout(outer: 33, spatial: 1, groups: 1, inner: 1021),
    ]

    static let normalization =
        layouts.map { layout in
            KernelCase(kernel: "normalize_forward", detail: layout.name) {
                var y = blank(layout.size), bare = y
                var mean = blank(layout.sets), variance = mean
                $0.normalize_forward(
                    layout.input, &y, &mean, &variance, layout.outer, layout.spatial,
                    layout.groups, layout.inner, epsilon)
                $0.normalize_forward(
                    layout.input, &bare, nil, nil, layout.outer, layout.spatial, layout.groups,
                    layout.inner, epsilon)
                return y + bare + mean + variance
            } expected: {
                let x = layout.input.map { Double($0) }
                var y = [Expected](repeating: Expected(exactly: .nan), count: layout.size)
                var means = [Expected](), variances = [Expected]()
                for set in 0..<layout.sets {
                    let places = layout.places(set), moments = Moments(places.map { x[$0] })
                    // Sums of differences from the first value: their errors are random.
                    let growth = Double(min(places.count, 1024)).squareRoot() * 0x1p-24
                    means.append(Expected(moments.mean, units: 2))
                    variances.append(
                        Expected(moments.variance, within: 4 * growth * moments.variance + 1e-6))
                    for place in places {
                        let value = (x[place] - moments.mean) * moments.factor
                        let rounding = abs(moments.mean) * moments.factor * 0x1p-22
                        y[place] = Expected(
                            value, within: abs(value) * (4 * growth + 0x1p-21) + rounding)
                    }
                }
                return y + y + means + variances
            }
        }
        + layouts.map { layout in
            KernelCase(kernel: "normalize_backward", detail: layout.name) {
                var dx = blank(layout.size)
                $0.normalize_backward(
                    layout.input, normalized(layout), layout.upstream, &dx, layout.outer,
                    layout.spatial, layout.groups, layout.inner, epsilon)
                return dx
            } expected: {
                let x = layout.input.map { Double($0) }, y = normalized(layout).map { Double($0) }
                let dy = layout.upstream.map { Double($0) }
                var dx = [Expected](repeating: Expected(exactly: .nan), count: layout.size)
                for set in 0..<layout.sets {
                    let places = layout.places(set), moments = Moments(places.map { x[$0] })
                    let count = Double(places.count)
                    let mean = places.reduce(0) { $0 + dy[$1] } / count
                    let slope = places.reduce(0) { $0 + dy[$1] * y[$1] } / count
                    for place in places {
                        let size = abs(dy[place]) + 2 + 2 * abs(y[place])
                        dx[place] = Expected(
                            moments.factor * (dy[place] - mean - y[place] * slope),
                            within: 0x1p-20 * moments.factor * size)
                    }
                }
                return dx
            }
        }

    private static func normalized(_ layout: Layout) -> [Float] {
        let x = layout.input
        var y = blank(layout.size)
        for set in 0..<layout.sets {
            let places = layout.places(set), moments = Moments(places.map { Double(x[$0]) })
            for place in places {
                y[place] = Float((Double(x[place]) - moments.mean) * moments.factor)
            }
        }
        return y
    }
}
