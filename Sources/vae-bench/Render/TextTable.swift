/// How the tables of `vae-bench render` are set.
enum TextTable {
    /// `columns` beside each other, the first `leading` of them flush left, others flush right.
    ///
    /// A column beyond `widths`, or one that begins with two spaces, is a remark at the end.
    static func line(_ columns: [String], widths: [Int], leading: Int) -> String {
        let parts = columns.enumerated().map { index, text in
            let width = index < widths.count && !text.hasPrefix("  ") ? widths[index] : 0
            let padding = String(repeating: " ", count: max(0, width - text.count))
            return index < leading ? text + padding : padding + text
        }
        let line = parts.joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// `value` with `digits` digits after the point.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let number = Int((abs(value) * Double(scale)).rounded())
        let fraction = String(number % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return (value < 0 && number > 0 ? "-" : "") + "\(number / scale).\(zeros)\(fraction)"
    }

    /// The same with a sign.
    static func signed(_ value: Double, _ digits: Int) -> String {
        (value > 0 ? "+" : "") + fixed(value, digits)
    }
}
