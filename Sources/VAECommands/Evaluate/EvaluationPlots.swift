import Platform
import TerminalUI

/// What of an evaluation is drawn: the latents, and how the pictures differ.
struct EvaluationPlots {
    private let report: EvaluationReport
    private let losses: [Double]

    /// The plots of `report` and of minus the ELBO of each picture, in nats.
    init(_ report: EvaluationReport, losses: [Double]) {
        self.report = report
        self.losses = losses
    }

    /// The lines of the plots.
    func lines(for output: PlotOutput) -> [String] {
        let latents = latents
        var lines = [""] + output.lines(latents, rows: latents.fullRows)
        if losses.count > 1 { lines += [""] + output.lines(pictures, rows: 12) }
        return lines
    }

    private var latents: BarChart {
        let kl = report.klPerLatent
        let order = kl.indices.sorted { kl[$0] > kl[$1] }
        let width = "\(kl.count)".count + 3
        return BarChart(
            order.map {
                BarChart.Bar(
                    "\($0)".right(width), kl[$0], text: Numbers.fixed(kl[$0], 3).right(8))
            },
            title: "KL per latent, nats, largest first; "
                + "\(report.activeUnits) of \(kl.count) active")
    }

    private var pictures: Histogram {
        Histogram(
            losses, x: PlotAxis("\u{2212}ELBO of a picture, nats"),
            y: PlotAxis("pictures", isWhole: true))
    }
}
