/// A line of a legend: what a series or class looks like, and its name.
struct LegendEntry: Sendable, Hashable {
    let sample: [Cell]
    let name: String

    /// The cells that the entry takes.
    var width: Int { sample.count + 1 + name.unicodeScalars.count }

    /// The cells between entries.
    static let gap = 2

    /// The width of entries side by side.
    static func width(of entries: some Collection<LegendEntry>) -> Int {
        entries.reduce(0) { $0 + $1.width } + gap * max(entries.count - 1, 0)
    }

    /// The entries in rows of at most `width` cells; nil if one alone is wider.
    static func rows(_ entries: [LegendEntry], width: Int) -> [[LegendEntry]]? {
        var rows = [[LegendEntry]]()
        for entry in entries {
            guard entry.width <= width else { return nil }
            if let last = rows.last, self.width(of: last + [entry]) <= width {
                rows[rows.count - 1].append(entry)
            } else {
                rows.append([entry])
            }
        }
        return rows
    }
}

extension CellBuffer {
    /// Writes legend entries side by side from `column` on.
    mutating func write(_ entries: [LegendEntry], column: Int, row: Int) {
        var column = column
        for entry in entries {
            for cell in entry.sample {
                if column < columns { self[column, row] = cell }
                column += 1
            }
            column = write(entry.name, column: column + 1, row: row) + LegendEntry.gap
        }
    }
}
