import Autoencoders
import Platform
import Training

/// Turns the events of a run into what the user sees.
protocol TrainingReporter {
    func report(_ event: TrainingEvent)

    /// Leaves the output fit for an error that ends the run.
    func close()
}

extension TrainingReporter {
    func close() {}
}

/// Says nothing.
struct QuietReporter: TrainingReporter {
    func report(_ event: TrainingEvent) {}
}

/// A line of JSON for each event but the single steps.
struct JSONReporter: TrainingReporter {
    private struct Line<Content: Encodable>: Encodable {
        let event: String
        let content: Content

        private enum Key: String, CodingKey { case event }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(event, forKey: .event)
            try content.encode(to: encoder)
        }
    }

    func report(_ event: TrainingEvent) {
        switch event {
        case .started(let start): print("started", start)
        case .notice(let text): print("notice", ["text": text])
        case .step: break
        case .epoch(let epoch): print("epoch", epoch)
        case .checkpoint(let path): print("checkpoint", ["path": path])
        case .ended(let end): print("ended", end)
        }
    }

    private func print(_ event: String, _ content: some Encodable) {
        // A run is worth more than its report: it goes on when nobody listens.
        try? say(JSON.text(Line(event: event, content: content)))
    }
}

/// One plain line for each epoch, for pipes and logs.
struct PlainReporter: TrainingReporter {
    let isVerbose: Bool

    func report(_ event: TrainingEvent) {
        switch event {
        case .started(let start): print(ReportText.start(start))
        case .notice(let text): complain(text)
        case .step: break
        case .epoch(let epoch): print(ReportText.line(ReportText.epochParts(epoch)))
        case .checkpoint(let path): if isVerbose { print("checkpoint: \(path)") }
        case .ended(let end): if let text = ReportText.end(end) { print(text) }
        }
    }

    private func print(_ line: String) { try? say(line) }
}

/// The wording that the plain and the live report share.
enum ReportText {
    static func start(_ start: RunStart) -> String {
        var parts = ["\(Numbers.grouped(start.exampleCount)) pictures"]
        if start.validationCount > 0 {
            parts.append("\(Numbers.grouped(start.validationCount)) for validation")
        }
        parts.append("\(Numbers.grouped(start.parameterCount)) parameters")
        parts.append(
            "\(Numbers.counted(start.epochs, "epoch")) of "
                + Numbers.counted(start.stepsPerEpoch, "step"))
        if let step = start.resumedAtStep { parts.append("resumed after step \(step)") }
        return parts.joined(separator: ", ")
    }

    /// What there is to say of an epoch, what matters most first.
    static func epochParts(_ report: EpochReport) -> [String] {
        let width = String(report.epochs).count
        var parts = [
            "epoch \(String(report.epoch).right(width))/\(report.epochs)",
            "reconstruction \(Numbers.fixed(report.train.reconstruction, 2))",
            "KL \(Numbers.fixed(report.train.kl, 2))",
            "ELBO \(Numbers.fixed(report.train.elbo, 2))",
        ]
        if let validation = report.validationNegativeELBO {
            let mark = report.isBest ? " best" : ""
            parts.append("validation \(Numbers.fixed(-validation, 2))\(mark)")
        }
        return parts + [
            "active \(report.train.activeUnits)",
            "\(Numbers.fixed(report.seconds, 1)) s",
            "\(Numbers.grouped(Int(report.picturesPerSecond))) pictures/s",
        ]
    }

    /// Parts with two spaces between; those that do not fit in `width` are left out.
    static func line(_ parts: [String], width: Int = .max) -> String {
        var text = ""
        for part in parts {
            let longer = text.isEmpty ? part : "\(text)  \(part)"
            if longer.count > width { break }
            text = longer
        }
        return text
    }

    static func end(_ end: RunEnd) -> String? {
        guard let epoch = end.bestEpoch, let best = end.bestValidationNegativeELBO else {
            return nil
        }
        let early = end.reason == .stoppedEarly ? "stopped early; " : ""
        return "\(early)best epoch \(epoch), validation ELBO \(Numbers.fixed(-best, 2))"
    }
}
