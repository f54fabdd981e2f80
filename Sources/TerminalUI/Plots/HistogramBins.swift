import Glibc

/// How many values fall into each of equally wide bins.
package struct HistogramBins: Sendable, Hashable {
    /// The lower end of the first bin.
    package let lower: Double
    /// The upper end of the last bin, which belongs to it.
    package let upper: Double
    /// The values of each bin.
    package let counts: [Int]

    /// The bins of `values`, which are finite; nil if there are none.
    package init?(_ values: [Double], count: Int) {
        guard count > 0, let scale = AxisScale(values, scale: .linear) else { return nil }
        var counts = [Int](repeating: 0, count: count)
        for value in values {
            guard let fraction = scale.fraction(of: value) else { continue }
            counts[min(Int(fraction * Double(count)), count - 1)] += 1
        }
        (lower, upper) = (scale.lower, scale.upper)
        self.counts = counts
    }

    /// How many bins suit `values`: their range over 2 IQR n^(−1/3), at most `limit`.
    ///
    /// (Freedman and Diaconis, "On the histogram as a density estimator", 1981.) Where half of all
    /// values are equal, Sturges's 1 + log₂ n.
    package static func suitableCount(for values: [Double], limit: Int) -> Int {
        let sorted = values.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last, first < last else { return 1 }
        let quartile = { (q: Double) in sorted[Int((q * Double(sorted.count - 1)).rounded())] }
        // Halved before they are subtracted, the largest numbers do not overflow.
        let range = last / 2 - first / 2
        let middle = quartile(0.75) / 2 - quartile(0.25) / 2
        let count =
            middle > 0
            ? range / (2 * middle) * cbrt(Double(sorted.count)) : 1 + log2(Double(sorted.count))
        return Int(min(max(count.rounded(.up), 1), Double(max(limit, 1))))
    }
}
