import Platform
import TerminalUI
import Training

/// One line that is redrawn while an epoch runs, and one that stays when it has ended.
final class LiveReporter: TrainingReporter {
    private let isVerbose: Bool
    private let clock = ContinuousClock()
    private var lastDrawn: ContinuousClock.Instant?
    private var isLineOpen = false

    init(isVerbose: Bool) { self.isVerbose = isVerbose }

    func report(_ event: TrainingEvent) {
        switch event {
        case .started(let start): write(ReportText.start(start) + "\n")
        case .notice(let text): replaceLine(with: text + "\n")
        case .step(let step): draw(step)
        case .epoch(let epoch): keep(epoch)
        case .checkpoint(let path): if isVerbose { replaceLine(with: "checkpoint: \(path)\n") }
        case .ended(let end): replaceLine(with: ReportText.end(end).map { $0 + "\n" } ?? "")
        }
    }

    /// The last state of a run that failed stays in view, above the error.
    func close() {
        if isLineOpen { write("\n") }
        isLineOpen = false
    }

    private func draw(_ step: StepReport) {
        let now = clock.now
        // Ten times a second is as live as an eye can tell.
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        let terminal = TerminalCapabilities.current()
        replaceLine(with: LiveLine.text(step, columns: terminal.columns, isUTF8: terminal.isUTF8))
        isLineOpen = true
    }

    private func replaceLine(with text: String) {
        write((isLineOpen ? "\r\u{1b}[K" : "") + text)
        isLineOpen = false
    }

    private func keep(_ epoch: EpochReport) {
        let columns = TerminalCapabilities.current().columns
        replaceLine(with: ReportText.line(ReportText.epochParts(epoch), width: columns) + "\n")
    }

    // A run is worth more than its report: it goes on when nobody listens.
    private func write(_ text: String) { try? say(raw: text) }
}

/// The text of the live line: what matters most comes first, and what does not fit is left out.
enum LiveLine {
    /// The line for terminals of `columns`, one column short of them so that it never wraps.
    static func text(_ step: StepReport, columns: Int, isUTF8: Bool) -> String {
        let width = String(step.epochs).count
        let share = Double(step.stepInEpoch) / Double(max(step.stepsPerEpoch, 1))
        let steps = "\(step.stepInEpoch)".right("\(step.stepsPerEpoch)".count)
        let parts = [
            "epoch \(String(step.epoch).right(width))/\(step.epochs)",
            bar(share, isUTF8: isUTF8),
            "ELBO \(Numbers.fixed(step.averages.elbo, 2))",
            "ETA \(Numbers.duration(step.secondsLeft))",
            "rec \(Numbers.fixed(step.averages.reconstruction, 2))",
            "KL \(Numbers.fixed(step.averages.kl, 2))",
            "\(Numbers.grouped(Int(step.picturesPerSecond))) pictures/s",
            "active \(step.averages.activeUnits)",
            "step \(steps)/\(step.stepsPerEpoch)",
            step.beta == 1 ? nil : "beta \(Numbers.fixed(Double(step.beta), 3))",
        ].compactMap { $0 }
        return ReportText.line(parts, width: columns - 1)
    }

    private static func bar(_ share: Double, isUTF8: Bool) -> String {
        let cells = 12
        let eighths = Int((share * Double(cells * 8)).rounded(.down))
        let blocks = Array(" ▏▎▍▌▋▊▉█")
        if !isUTF8 {
            return "[" + String(repeating: "#", count: eighths / 8).left(cells) + "]"
        }
        return "▕"
            + (0..<cells).map { String(blocks[min(max(eighths - $0 * 8, 0), 8)]) }.joined() + "▏"
    }
}
