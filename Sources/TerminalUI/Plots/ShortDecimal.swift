import Glibc

/// A decimal number with few digits, held exactly: `units` × 10^`exponent`.
struct ShortDecimal: Sendable, Hashable {
    let units: Int
    let exponent: Int

    init(units: Int, exponent: Int) {
        self.units = units
        self.exponent = exponent
    }

    /// `value` rounded to `digits` significant digits, zeros at the end removed; nil if not finite.
    init?(_ value: Double, digits: Int) {
        guard value.isFinite else { return nil }
        guard abs(value) >= 1e-290 else {
            self.init(units: 0, exponent: 0)
            return
        }
        var exponent = Int(log10(abs(value)).rounded(.down)) - digits + 1
        let scaled =
            exponent < 0 ? value * pow(10, Double(-exponent)) : value / pow(10, Double(exponent))
        var units = Int(scaled.rounded())
        while units % 10 == 0 {
            units /= 10
            exponent += 1
        }
        self.init(units: units, exponent: exponent)
    }

    /// The nearest floating-point number.
    var value: Double {
        // Powers of ten are exact up to 10^22: to divide by one rounds once.
        exponent < 0
            ? Double(units) / pow(10, Double(-exponent)) : Double(units) * pow(10, Double(exponent))
    }

    /// The number as text.
    var text: String { ShortDecimal.texts([self])[0] }

    /// The number as text; from 100,000 on, and below a thousandth, with its own power of ten.
    var powerText: String { (-3...4).contains(exponent) ? text : "\(units)e\(exponent)" }

    /// Numbers of one exponent as texts, with as many digits behind the point in each.
    ///
    /// From 100,000 on, and below a thousandth, they have a power of ten divisible by three that
    /// suits the largest: `0.5e6`, `1.0e6`.
    static func texts(_ numbers: [ShortDecimal]) -> [String] {
        guard let largest = numbers.max(by: { abs($0.units) < abs($1.units) }) else { return [] }
        let magnitude = largest.exponent + String(abs(largest.units)).count - 1
        let isPlain = largest.units == 0 || (-3...4).contains(magnitude)
        let power = isPlain ? 0 : Int((Double(magnitude) / 3).rounded(.down)) * 3
        return numbers.map { $0.text(overPowerOfTen: power) }
    }

    private func text(overPowerOfTen power: Int) -> String {
        if units == 0 && (power != 0 || exponent >= 0) { return "0" }
        var digits = String(abs(units))
        let places = power - exponent
        if places <= 0 {
            digits += String(repeating: "0", count: -places)
        } else {
            digits = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        }
        return (units < 0 ? "-" : "") + digits + (power == 0 ? "" : "e\(power)")
    }
}
