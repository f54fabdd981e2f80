import Platform
import TerminalUI
import Training

/// How a run went, epoch by epoch.
struct TrainingCurves {
    private let reports: [EpochReport]

    /// The curves of `reports`, in the order of the epochs.
    init(_ reports: [EpochReport]) { self.reports = reports }

    /// A line on the run and, from two epochs on, its curves.
    func lines(for output: PlotOutput) -> [String] {
        guard let last = reports.last else { return [] }
        var line =
            "training    \(Numbers.counted(last.epoch, "epoch")), "
            + Numbers.counted(last.step, "step")
        if let best = reports.last(where: \.isBest), let loss = best.validationNegativeELBO {
            line += "; best on validation \(Numbers.fixed(loss, 2)), epoch \(best.epoch)"
        }
        guard reports.count > 1 else { return [line] }
        return [line, ""] + output.lines(losses, rows: 16) + [""] + terms(for: output)
    }

    private var losses: LineChart {
        let points = { (loss: (EpochReport) -> Double?) in
            reports.map { PlotPoint(x: Double($0.epoch), y: loss($0) ?? .nan) }
        }
        var series = [LineChart.Series("train", points: points { -$0.train.elbo })]
        if reports.contains(where: { $0.validationNegativeELBO != nil }) {
            series.append(
                LineChart.Series("validation", points: points { $0.validationNegativeELBO }))
        }
        return LineChart(
            series, x: PlotAxis("epoch", isWhole: true),
            y: PlotAxis("\u{2212}ELBO, nats per picture"))
    }

    /// What the loss consists of: a line for each term from its first value to its last.
    private func terms(for output: PlotOutput) -> [String] {
        let terms: [(name: String, values: [Double])] = [
            ("reconstruction", reports.map(\.train.reconstruction)),
            ("KL", reports.map(\.train.kl)),
            ("active latents", reports.map { Double($0.train.activeUnits) }),
        ]
        return terms.enumerated().map { index, term in
            let digits = term.name == "active latents" ? 0 : 2
            let ends = [term.values.first, term.values.last].map {
                Numbers.fixed($0 ?? .nan, digits).right(8)
            }
            let text = "\(term.name.left(14))  \(ends[0]) to \(ends[1])  "
            let line = Sparkline(term.values, colorIndex: index + 2)
            return text
                + line.lines(
                    columns: max(output.columns - text.count, 1), rows: 1, style: output.style)[0]
        }
    }
}
