import Glibc

/// A value that an axis names.
struct AxisTick: Sendable, Hashable {
    let value: Double
    let label: String
}

/// The choice of an axis's ticks: round numbers, as many as fit.
struct AxisTicks {
    let axis: PlotAxis
    let scale: AxisScale

    /// The densest ticks that `fits` takes, at 1, 2 or 5 times a power of ten; none if none fit.
    ///
    /// - Parameter cells: the length of the axis; no ticks closer than that are tried.
    func densest(cells: Int, fits: ([AxisTick]) -> Bool) -> [AxisTick] {
        if scale.scale == .logarithmic && scale.upper / scale.lower >= 10 {
            return logarithmicChoices.first { !$0.isEmpty && fits($0) } ?? []
        }
        let finest = Int(log10(span / Double(max(cells, 2))).rounded(.down))
        let first = axis.isWhole ? max(finest, 0) : finest
        for exponent in first...max(first, Int(log10(span).rounded(.up))) {
            for mantissa in [1, 2, 5] {
                let ticks = multiples(of: mantissa, exponent)
                if !ticks.isEmpty, ticks.count <= max(cells, 2), fits(ticks) { return ticks }
            }
        }
        return []
    }

    private var span: Double { scale.upper - scale.lower }

    /// The multiples of mantissa × 10^exponent on the axis.
    private func multiples(of mantissa: Int, _ exponent: Int) -> [AxisTick] {
        let step = ShortDecimal(units: mantissa, exponent: exponent).value
        // What rounding moved past an end by a hair still counts.
        let first = (scale.lower / step - 1e-6).rounded(.up)
        let last = (scale.upper / step + 1e-6).rounded(.down)
        guard first <= last, last - first < 10_000, max(abs(first), abs(last)) < 1e15 else {
            return []
        }
        let numbers = (Int(first)...Int(last)).map {
            ShortDecimal(units: $0 * mantissa, exponent: exponent)
        }
        return zip(numbers, ShortDecimal.texts(numbers)).map {
            AxisTick(value: $0.value, label: $1)
        }
    }

    /// From 1, 2 and 5 in each decade to a decade now and then.
    private var logarithmicChoices: [[AxisTick]] {
        let decades =
            Int(log10(scale.lower).rounded(.down))...Int(log10(scale.upper).rounded(.up))
        let choices: [(mantissas: [Int], every: Int)] =
            [([1, 2, 5], 1)] + [1, 2, 3, 5, 10, 20, 50, 100].map { ([1], $0) }
        return choices.map { mantissas, every in
            decades.lazy.filter { $0 % every == 0 }.flatMap { decade in
                mantissas.map { ShortDecimal(units: $0, exponent: decade) }
            }.filter { number in
                number.value >= scale.lower * 0.999_999 && number.value <= scale.upper * 1.000_001
            }.map { AxisTick(value: $0.value, label: $0.powerText) }
        }
    }
}
