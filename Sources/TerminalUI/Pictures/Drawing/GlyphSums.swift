import Platform

/// Sums over the parts into which glyphs divide a cell.
///
/// The samples are summed once over strips, halves of rows and columns; what a glyph covers is
/// put together from a few of these.
struct GlyphSums: Sendable {
    private static let side = BlockGlyph.side
    /// The left and right half of each row, then each column.
    private static let stripCount = 3 * side

    /// The strips of all glyphs, one glyph after another, with the share that is covered.
    private let strips: [(index: Int, share: Float)]
    private let ends: [Int]
    /// For each glyph, one over the samples of its foreground, and of its background; 0 for none.
    private let inverseAreas: [(foreground: Float, background: Float)]

    init(_ glyphs: [BlockGlyph]) {
        var strips = [(index: Int, share: Float)]()
        var ends = [0]
        for glyph in glyphs {
            strips += GlyphSums.strips(of: glyph)
            ends.append(strips.count)
        }
        self.strips = strips
        self.ends = ends
        inverseAreas = glyphs.map { glyph in
            let area = glyph.coverage.reduce(0, +)
            let rest = Float(glyph.coverage.count) - area
            return (area > 0 ? 1 / area : 0, rest > 0 ? 1 / rest : 0)
        }
    }

    private static func strips(of glyph: BlockGlyph) -> [(index: Int, share: Float)] {
        let halves = (0..<2 * side).map { glyph.coverage[$0 / 2 * side + $0 % 2 * (side / 2)] }
        let columns = (0..<side).map { glyph.coverage[$0] }
        let samples = 0..<side * side
        if samples.allSatisfy({
            glyph.coverage[$0] == halves[$0 / side * 2 + $0 % side / (side / 2)]
        }) {
            return halves.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
        }
        require(
            samples.allSatisfy { glyph.coverage[$0] == columns[$0 % side] },
            "the glyph \(glyph.scalar) is made of neither half rows nor columns")
        return columns.enumerated().filter { $0.element > 0 }
            .map { (2 * side + $0.offset, $0.element) }
    }

    /// Writes the sum over each glyph's foreground into `sums`.
    ///
    /// A sample is the three channels of a cell, or the grey of four cells.
    ///
    /// - Returns: the sum over the cell.
    @inline(__always)
    func sum<Light: SIMD>(
        _ cell: UnsafeMutableBufferPointer<Light>, into sums: UnsafeMutableBufferPointer<Light>
    ) -> Light where Light.Scalar == Float {
        withStrips(of: cell) { parts, total in
            strips.withUnsafeBufferPointer { strips in
                ends.withUnsafeBufferPointer { ends in
                    for glyph in 0..<sums.count {
                        var sum = Light.zero
                        for strip in ends[glyph]..<ends[glyph + 1] {
                            sum += strips[strip].share * parts[strips[strip].index]
                        }
                        sums[glyph] = sum
                    }
                }
            }
            return total
        }
    }

    /// The sum over one glyph's foreground, and that over the cell.
    func sum(
        _ cell: UnsafeMutableBufferPointer<SIMD3<Float>>, over glyph: Int
    ) -> (foreground: SIMD3<Float>, total: SIMD3<Float>) {
        withStrips(of: cell) { parts, total in
            var sum = SIMD3<Float>.zero
            for strip in ends[glyph]..<ends[glyph + 1] {
                sum += strips[strip].share * parts[strips[strip].index]
            }
            return (sum, total)
        }
    }

    /// Calls `body` with the sums over the strips, and that over the cell.
    @inline(__always)
    private func withStrips<Light: SIMD, Value>(
        of cell: UnsafeMutableBufferPointer<Light>,
        _ body: (UnsafeMutableBufferPointer<Light>, Light) -> Value
    ) -> Value where Light.Scalar == Float {
        let side = GlyphSums.side
        return withUnsafeTemporaryAllocation(
            of: Light.self, capacity: GlyphSums.stripCount
        ) { parts in
            var total = Light.zero
            for x in 0..<side { parts[2 * side + x] = .zero }
            for y in 0..<side {
                for half in 0..<2 {
                    var sum = Light.zero
                    for x in half * (side / 2)..<(half + 1) * (side / 2) {
                        let sample = cell[y * side + x]
                        sum += sample
                        parts[2 * side + x] += sample
                    }
                    parts[2 * y + half] = sum
                    total += sum
                }
            }
            return body(parts, total)
        }
    }

    /// How alike the parts of a glyph are within themselves: `S²/n`, summed over its two parts
    /// and the channels, with `S` the sum over a part of `n` samples.
    @inline(__always)
    func score(_ glyph: Int, sum: SIMD3<Float>, total: SIMD3<Float>) -> Float {
        let rest = total - sum
        let areas = inverseAreas[glyph]
        return (sum * sum).sum() * areas.foreground + (rest * rest).sum() * areas.background
    }

    /// The glyph of the highest score; the first of equals, so a flat cell is blank.
    func clearestDivision(
        _ sums: UnsafeMutableBufferPointer<SIMD3<Float>>, total: SIMD3<Float>
    ) -> Int {
        var best = (glyph: 0, score: score(0, sum: sums[0], total: total))
        for glyph in 1..<sums.count {
            let score = score(glyph, sum: sums[glyph], total: total)
            // A flat cell gives every glyph the same score but for rounding.
            if score > best.score * (1 + 1e-5) { best = (glyph, score) }
        }
        return best.glyph
    }

    /// The same for the grey of four cells.
    func clearestDivisions(
        _ sums: UnsafeMutableBufferPointer<SIMD4<Float>>, total: SIMD4<Float>
    ) -> SIMD4<Int32> {
        var glyphs = SIMD4<Int32>.zero
        var best = total * total * inverseAreas[0].background
        for glyph in 1..<sums.count {
            let rest = total - sums[glyph]
            let areas = inverseAreas[glyph]
            let score =
                sums[glyph] * sums[glyph] * areas.foreground + rest * rest * areas.background
            let isBetter = score .> best * (1 + 1e-5)
            best.replace(with: score, where: isBetter)
            glyphs.replace(with: Int32(glyph), where: isBetter)
        }
        return glyphs
    }

    /// The means over the two parts of a glyph from the sum over the foreground and over the
    /// cell; for a part of no samples it is black.
    @inline(__always)
    func means(
        sum: SIMD3<Float>, total: SIMD3<Float>, of glyph: Int
    ) -> (foreground: SIMD3<Float>, background: SIMD3<Float>) {
        let areas = inverseAreas[glyph]
        return (sum * areas.foreground, (total - sum) * areas.background)
    }
}
