import Glibc

/// Where values lie along an axis: 0 at its lower end, 1 at its upper.
struct AxisScale: Sendable, Hashable {
    let lower: Double
    let upper: Double
    let scale: PlotAxis.Scale

    /// Values beyond this are not shown, and below its inverse count as 0: nothing overflows.
    private static let largest = 1e300

    /// A scale that all `values` fit on, apart from those that it cannot show; nil if none is left.
    ///
    /// Where all are equal it reaches a tenth of the value to either side (on a logarithmic axis,
    /// from half of it to its double), and from −1 to 1 around 0.
    init?(_ values: some Sequence<Double>, scale: PlotAxis.Scale) {
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in values where AxisScale.shows(value, scale) {
            let held = AxisScale.held(value)
            (least, most) = (min(least, held), max(most, held))
        }
        guard least <= most else { return nil }
        self.init(from: least, to: most, scale: scale)
    }

    /// A scale from `least` to `most`, or wider where they are next to equal.
    init(from least: Double, to most: Double, scale: PlotAxis.Scale = .linear) {
        self.scale = scale
        let size = max(abs(least), abs(most))
        guard most - least <= size * 1e-12 else {
            (lower, upper) = (least, most)
            return
        }
        switch scale {
        case .logarithmic: (lower, upper) = (least / 2, most * 2)
        case .linear:
            let reach = size > 0 ? size / 10 : 1
            (lower, upper) = (least - reach, most + reach)
        }
    }

    /// Where `value` lies, from 0 to 1; nil if this axis cannot show it.
    func fraction(of value: Double) -> Double? {
        guard AxisScale.shows(value, scale) else { return nil }
        let held = AxisScale.held(value)
        let fraction =
            switch scale {
            case .linear: (held - lower) / (upper - lower)
            case .logarithmic:
                (log10(held) - log10(lower)) / (log10(upper) - log10(lower))
            }
        return min(max(fraction, 0), 1)
    }

    /// Whether an axis of `scale` has a place for `value`.
    static func shows(_ value: Double, _ scale: PlotAxis.Scale) -> Bool {
        abs(value) <= largest && (scale == .linear || value * largest >= 1)
    }

    private static func held(_ value: Double) -> Double { abs(value) * largest < 1 ? 0 : value }
}
