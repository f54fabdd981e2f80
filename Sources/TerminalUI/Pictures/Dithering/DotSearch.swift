import Glibc

/// Changes dots as long as the drawing, seen from where dots melt together, comes closer.
///
/// The error is `E = Σ (k * (d - L))²` for dots `d`, light `L` and a Gaussian blur `k` of half a
/// cell's width. With `K = k * k` and `c = K * (d - L)`, lighting or clearing dot `i` (`a = ±1`)
/// changes it by `2 a c_i + K_0`, and exchanging it with a neighbour `j` by
/// `2 a (c_i - c_j) + 2 K_0 - 2 K_ij`; so a trial costs a few operations, and only a change has
/// to be spread. Source: M. Analoui and J. Allebach, "Model-based halftoning using direct binary
/// search", SPIE 1666 (1992).
enum DotSearch {
    /// Sweeps over the picture; a third changes one dot in forty, a fourth hardly any.
    private static let sweeps = 3

    /// `levels` improved towards `light`, both `[height, width]`, as seen through `blur`.
    static func improved(
        _ levels: [Float], light: [Float], width: Int, height: Int, blur: CellBlur
    ) -> [Float] {
        let across = blur.correlationAcross
        let down = blur.correlationDown
        let field = PaddedField(
            width: width, height: height, marginX: across.radius, marginY: down.radius)
        var correlation = field.values(of: levels)
        let wanted = field.values(of: light)
        for place in correlation.indices { correlation[place] -= wanted[place] }
        field.blur(&correlation, across, down)
        var dots = field.values(of: levels)
        // Places in the margin are told by a level that no dot has.
        field.fillMargin(of: &dots, with: 2)

        let stamp = Stamp(across, down)
        let near = [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)]
        var offsets = SIMD8<Int>.zero
        var exchanges = SIMD8<Float>.zero
        for (index, offset) in near.enumerated() {
            offsets[index] = offset.1 * field.stride + offset.0
            exchanges[index] = 2 * (stamp[0, 0] - stamp[offset.0, offset.1])
        }
        let own = stamp[0, 0]
        // Of the two dots of a worthwhile exchange, one alone brings at least half of the least
        // that it costs; looking from that one is enough.
        let least = -exchanges.min() / 2
        dots.withUnsafeMutableBufferPointer { dots in
            correlation.withUnsafeMutableBufferPointer { correlation in
                for _ in 0..<sweeps {
                    var changes = 0
                    for y in 0..<height {
                        for place in field.row(y) {
                            let level = dots[place]
                            let sign = 1 - 2 * level
                            let gain = 2 * sign * correlation[place]
                            guard gain < least else { continue }
                            var best = (change: gain + own, partner: -1)
                            for neighbour in 0..<8 {
                                let partner = place + offsets[neighbour]
                                // Only a dot of the other level is one to exchange with.
                                guard dots[partner] == 1 - level else { continue }
                                let change =
                                    gain - 2 * sign * correlation[partner] + exchanges[neighbour]
                                if change < best.change { best = (change, partner) }
                            }
                            guard best.change < -1e-6 else { continue }
                            changes += 1
                            dots[place] = 1 - level
                            stamp.add(sign, at: place, to: correlation, stride: field.stride)
                            if best.partner >= 0 {
                                dots[best.partner] = level
                                stamp.add(
                                    -sign, at: best.partner, to: correlation,
                                    stride: field.stride)
                            }
                        }
                    }
                    if changes == 0 { break }
                }
            }
        }
        return field.contents(of: dots)
    }
}
