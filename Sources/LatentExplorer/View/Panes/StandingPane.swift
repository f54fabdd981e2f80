import Autoencoders
import Platform
import TerminalUI

// Where z stands: in words that a person can act on.
extension Painter {
    mutating func paintStanding(in rectangle: Rectangle) {
        for (row, line) in standingLines(isWide: rectangle.columns >= 42)
            .prefix(rectangle.rows).enumerated()
        {
            write(
                line.name, in: rectangle, column: rectangle.columns >= 30 ? 1 : 0, row: row,
                style: .dim)
            write(
                line.text, in: rectangle, column: 12, row: row,
                foreground: line.isWarning ? accent(.warning) : .standard)
        }
    }

    private typealias Line = (name: String, text: String, isWarning: Bool)

    private func standingLines(isWide: Bool) -> [Line] {
        var lines = [Line]()
        if let example = state.place.example, let mean = state.exampleMean {
            let distance = state.space.distance(mean, state.place.z)
            lines.append(("from #\(example.number)", "\(Numbers.fixed(distance, 1)) σ", false))
        }
        guard let standing = state.standing else { return lines }
        lines.append(
            (
                "round trip",
                "\(Numbers.fixed(standing.roundTripDistance, 1)) σ\(isWide ? "  (s snaps)" : "")",
                false
            ))
        if let share = standing.densityPercentile {
            lines.append(
                (
                    "density",
                    "\(Numbers.percentile(share)) percentile\(isWide ? " of the data" : "")",
                    share < 0.05
                ))
        }
        lines.append(("typical", typicality(standing.priorPercentile, isWide: isWide), false))
        if let verdict = state.neighbors?.verdict {
            lines.append(
                ("nearest", isWide ? verdict.summary : verdict.inAWord, verdict.kind == .copy))
        }
        return lines
    }

    // Both ends are rare: in many dimensions hardly any draw lies near the mode.
    private func typicality(_ share: Double, isWide: Bool) -> String {
        if share < 0.025 { return isWide ? "nearer to the mode than draws" : "near the mode" }
        if share > 0.975 { return isWide ? "farther out than draws" : "far out" }
        return "\(Numbers.percentile(share)) percentile\(isWide ? " of the prior" : "")"
    }
}

extension CopyVerdict {
    /// What follows from the distance.
    var inAWord: String {
        switch kind {
        case .new: "no copy"
        case .close: "close"
        case .copy: "a copy"
        }
    }

    /// The distance, those of held-out reconstructions, and what follows.
    var summary: String {
        let range =
            "\(Numbers.fixed(heldOutRange.lowerBound, 2))–\(Numbers.fixed(heldOutRange.upperBound, 2))"
        return "\(Numbers.fixed(distance, 2)), held-out \(range): \(inAWord)"
    }
}
