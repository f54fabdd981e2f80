import PictureQuality

/// The results of a target as a table: one of our settings against the best that chafa can do.
///
/// chafa's settings compete for each figure by themselves: the best PSNR and the best SSIM of a
/// line may be of two of them.
struct RenderTable {
    let target: RenderTarget
    let results: [RenderResult]

    /// One table for each of our settings.
    var lines: [String] { target.ours.flatMap { table(of: $0.name) } }

    private static let widths = [10, 7, 3, 7, 6, 8, 6, 7, 7, 8, 7, 8, 7]

    private func table(of setting: String) -> [String] {
        let ours = results.filter { $0.renderer == .ours && $0.setting == setting }
        var lines = [
            "\(target.name): \(setting)"
                + (target.channels == .luminance ? ", brightness, exposure fitted" : ", colours"),
            RenderTable.line([
                "picture", "dots", "σ", "PSNR", "SSIM", "chafa", "", "more", "", "µs/cell",
                "B/cell", "chafa", "",
            ]),
        ]
        var matches = [Match]()
        var previous = ""
        for result in ours {
            let match = Match(result, among: results)
            matches.append(match)
            lines.append(RenderTable.line(match.columns(isFirst: previous != result.picture)))
            previous = result.picture
        }
        for sigma in RenderMeasurement.sigmas {
            for dots in target.dots {
                let group = matches.filter {
                    $0.ours.sigma == sigma && $0.ours.dots == dots.rawValue
                }
                if let mean = RenderTable.mean(of: group) { lines.append(mean) }
            }
        }
        return lines + [""]
    }

    /// A result of ours and what chafa's best settings reached in its place.
    private struct Match {
        let ours: RenderResult
        let bestSignal: RenderResult?
        let bestSimilarity: RenderResult?

        init(_ ours: RenderResult, among results: [RenderResult]) {
            let peers = results.filter {
                $0.renderer == .chafa && $0.picture == ours.picture && $0.dots == ours.dots
                    && $0.sigma == ours.sigma
            }
            self.ours = ours
            bestSignal = peers.max { $0.signalToNoise < $1.signalToNoise }
            bestSimilarity = peers.max { $0.similarity < $1.similarity }
        }

        func columns(isFirst: Bool) -> [String] {
            let own = [
                isFirst ? String(ours.picture.prefix(9)) : "", ours.dots, "\(Int(ours.sigma))",
                TextTable.fixed(ours.signalToNoise, 2), TextTable.fixed(ours.similarity, 3),
            ]
            let cost = [
                TextTable.fixed(ours.microsecondsPerCell, 2), TextTable.fixed(ours.bytesPerCell, 1),
            ]
            guard let bestSignal, let bestSimilarity else {
                return own + ["", "", "", ""] + (isFirst ? cost : ["", ""])
            }
            let peer = [
                TextTable.fixed(bestSignal.signalToNoise, 2),
                TextTable.fixed(bestSimilarity.similarity, 3),
                TextTable.signed(ours.signalToNoise - bestSignal.signalToNoise, 2),
                TextTable.signed(ours.similarity - bestSimilarity.similarity, 3),
            ]
            let names =
                bestSignal.setting == bestSimilarity.setting
                ? "  both \(bestSignal.setting)"
                : "  PSNR \(bestSignal.setting), SSIM \(bestSimilarity.setting)"
            let peerCost = [
                TextTable.fixed(bestSignal.microsecondsPerCell, 2),
                TextTable.fixed(bestSignal.bytesPerCell, 1),
            ]
            return own + peer + (isFirst ? cost + peerCost : ["", "", "", ""]) + [names]
        }
    }

    private static func mean(of group: [Match]) -> String? {
        guard let first = group.first, group.count > 1 else { return nil }
        func mean(_ value: (Match) -> Double?) -> Double? {
            let values = group.compactMap(value)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        let signal = mean { $0.ours.signalToNoise } ?? 0
        let similarity = mean { $0.ours.similarity } ?? 0
        var columns = [
            "mean", first.ours.dots, "\(Int(first.ours.sigma))", TextTable.fixed(signal, 2),
            TextTable.fixed(similarity, 3),
        ]
        if let peerSignal = mean({ $0.bestSignal?.signalToNoise }),
            let peerSimilarity = mean({ $0.bestSimilarity?.similarity })
        {
            let wins = group.filter {
                $0.ours.signalToNoise >= $0.bestSignal?.signalToNoise ?? 0
                    && $0.ours.similarity >= $0.bestSimilarity?.similarity ?? 0
            }
            columns += [
                TextTable.fixed(peerSignal, 2), TextTable.fixed(peerSimilarity, 3),
                TextTable.signed(signal - peerSignal, 2),
                TextTable.signed(similarity - peerSimilarity, 3),
                "  not behind in \(wins.count) of \(group.count)",
            ]
        }
        return line(columns)
    }

    private static func line(_ columns: [String]) -> String {
        TextTable.line(columns, widths: widths, leading: 2)
    }
}
