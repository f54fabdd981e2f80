extension Measurement {
    private static let widths = [16, 12, 12, 12, 14, 12, 8]

    /// The names of the columns of `row`.
    static let rowHeader = line([
        "case", "median", "least", "largest", "pictures/s", "GFLOP/s", "of peak",
    ])

    /// The figures as a line of a table.
    var row: String {
        Measurement.line([
            name, text(median), text(min), text(max),
            picturesPerSecond.map { Measurement.digits($0) } ?? "",
            operationsPerSecond.map { Measurement.digits($0 / 1e9) } ?? "",
            shareOfPeak.map { "\(Int(($0 * 100).rounded()))%" } ?? "",
        ])
    }

    private func text(_ value: Double) -> String {
        switch unit {
        case "s":
            if value < 1e-3 { return Measurement.digits(value * 1e6) + " µs" }
            if value < 1 { return Measurement.digits(value * 1e3) + " ms" }
            return Measurement.digits(value) + " s"
        case "bytes": return Measurement.digits(value / 1e6) + " MB"
        default: return Measurement.digits(value)
        }
    }

    /// Three digits that count, or all before the point.
    private static func digits(_ value: Double) -> String {
        if value >= 100 { return "\(Int(value.rounded()))" }
        let scale: Double = value >= 10 ? 10 : 100
        return "\((value * scale).rounded() / scale)"
    }

    private static func line(_ cells: [String]) -> String {
        zip(cells, widths).enumerated().map { index, cell in
            let padding = String(
                repeating: " ", count: Swift.max(0, cell.1 - cell.0.count))
            return index == 0 ? cell.0 + padding : padding + cell.0
        }.joined()
    }
}
