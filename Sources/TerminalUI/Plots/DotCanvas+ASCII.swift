extension DotCanvas {
    /// The ASCII character that looks most like each pattern of dots.
    static let asciiGlyphs: [Unicode.Scalar] = (0...255).map { asciiGlyph(UInt8($0)) }

    private static func asciiGlyph(_ pattern: UInt8) -> Unicode.Scalar {
        let left = (0..<4).filter { pattern & bits[$0 * 2] != 0 }
        let right = (0..<4).filter { pattern & bits[$0 * 2 + 1] != 0 }
        let dots = left + right
        if dots.isEmpty { return " " }
        if dots.count >= 7 { return "#" }
        let middle = mean(dots)
        guard !left.isEmpty, !right.isEmpty else {
            if dots.count >= 3 { return "|" }
            return middle <= 1 ? "'" : middle < 2 ? ":" : "."
        }
        // How far the stroke falls from left to right, in rows.
        let fall = mean(right) - mean(left)
        if abs(fall) >= 1.5 { return fall > 0 ? "\\" : "/" }
        if dots.count >= 4, max(left.count, right.count) >= 3 { return "|" }
        return middle < 0.75 ? "'" : middle > 2.25 ? "_" : "-"
    }

    private static func mean(_ rows: [Int]) -> Double {
        Double(rows.reduce(0, +)) / Double(rows.count)
    }
}
