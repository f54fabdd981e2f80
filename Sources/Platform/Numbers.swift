import Glibc

/// Numbers as people read them.
package enum Numbers {
    /// `value` with `digits` digits behind the point, rounded half away from zero.
    package static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let scale = pow(10, Double(digits))
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        let units = Int(scaled)
        let sign = value < 0 && units > 0 ? "-" : ""
        guard digits > 0 else { return sign + "\(units)" }
        let divisor = Int(scale)
        let fraction = String(units % divisor)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(sign)\(units / divisor).\(zeros)\(fraction)"
    }

    /// The fewest digits that give `value` back, without a point if it is whole: `1`, `0.8`.
    package static func plain(_ value: some BinaryFloatingPoint & LosslessStringConvertible)
        -> String
    {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A whole number with commas: `60,000`.
    package static func grouped(_ value: Int) -> String {
        var digits = Array(String(abs(value)))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// How many there are of something: `1 epoch`, `2,000 steps`.
    package static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// Seconds as `1:05` or `2:03:09`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        let whole = Int(max(seconds, 0).rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}

extension String {
    /// The text with spaces before it to fill `width`.
    package func right(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }

    /// The text with spaces behind it to fill `width`.
    package func left(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
