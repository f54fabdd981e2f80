import Platform

// The explorer in words, for those who cannot see the screen.
extension ExplorerState {
    /// Where z stands, a fact on a line.
    package var spokenDescription: [String] {
        var lines = [spokenPlace]
        let sliders = visibleCoordinates.indices.map { index in
            "\(visibleCoordinates[index].name) "
                + Numbers.signed(value(ofSlider: index, at: place.z))
        }
        lines.append("Sliders, in σ: \(sliders.joined(separator: ", ")).")
        if !foldedCoordinates.isEmpty {
            lines.append("Dead: \(foldedCoordinates.map(\.name).joined(separator: " ")).")
        }
        return lines + spokenStanding
    }

    /// What just happened, and what it changed.
    package func spokenChanges(since before: ExplorerState) -> [String] {
        var lines = [notice]
        if place.anchors != before.place.anchors
            || player.interpolation != before.player.interpolation
        {
            lines += spokenPath
        }
        guard place.z != before.place.z else { return lines }
        let changed = visibleCoordinates.indices.compactMap { index -> String? in
            let old = value(ofSlider: index, at: before.place.z)
            let new = value(ofSlider: index, at: place.z)
            guard abs(new - old) >= 0.005 else { return nil }
            return "\(visibleCoordinates[index].name) \(Numbers.signed(new - old)) "
                + "to \(Numbers.signed(new))"
        }
        if !changed.isEmpty {
            let more = changed.count > 6 ? ", and \(changed.count - 6) more" : ""
            lines.append("\(changed.prefix(6).joined(separator: ", "))\(more) σ.")
        }
        return lines + spokenStanding
    }

    /// What can be typed.
    package static var spokenHelp: [String] {
        Command.all.map { "\($0.name) \($0.arguments)".trimmed + ": \($0.help)" }
            + [
                "where: say where z stands",
                "Anything else is a point: #412, boot, boot + 0.5*(A - z).",
            ]
    }

    private var spokenPlace: String {
        guard let example = place.example else { return "z is a point of the latent space." }
        guard let mean = exampleMean else { return "z came from \(fullName(of: example))." }
        let distance = space.distance(mean, place.z)
        return distance < 0.005
            ? "z is \(fullName(of: example))."
            : "z is \(Numbers.fixed(distance, 1)) σ from \(fullName(of: example))."
    }

    /// What each way from anchor to anchor is like.
    private var spokenPath: [String] {
        guard segments > 0 else { return [] }
        return space.interpolations.compactMap { way in
            guard let report = report(on: way) else { return nil }
            let chosen = way == player.interpolation ? ", which is chosen" : ""
            let density = report.lowestDensity.map {
                ", lowest density \(Numbers.percentile($0)) percentile"
                    + (report.hasHole ? ": a hole" : "")
            }
            return "The \(way.rawValue) way\(chosen): length \(Numbers.fixed(report.change, 1))"
                + (density ?? "") + "."
        }
    }

    private var spokenStanding: [String] {
        var lines = [String]()
        if let standing {
            var parts = ["Round trip \(Numbers.fixed(standing.roundTripDistance, 1)) σ"]
            if let density = standing.densityPercentile {
                parts.append("density \(Numbers.percentile(density)) percentile of the data")
            }
            parts.append(
                "\(Numbers.percentile(standing.priorPercentile)) percentile of the prior")
            lines.append(parts.joined(separator: ", ") + ".")
        }
        if let neighbors, !neighbors.neighbors.isEmpty {
            let names = neighbors.neighbors.prefix(3).map { neighbor in
                let label = neighbor.label.map { model.name(of: $0) } ?? name(of: neighbor.example)
                return "\(label) at \(Numbers.fixed(neighbor.distance, 2))"
            }
            lines.append("Nearest: \(names.joined(separator: ", ")).")
        }
        if let verdict = neighbors?.verdict { lines.append("Pixels: \(verdict.summary).") }
        return lines
    }

    /// Does what a line of text says: a command, or a point to go to.
    package mutating func enter(_ line: String, at time: Double) -> [Effect] {
        self.time = max(time, self.time)
        let line = line.trimmed
        guard !line.isEmpty else { return [] }
        do throws(CommandError) { return try run(line) } catch {
            let place = error.column.map { " at column \($0)" } ?? ""
            notice = "That was not understood\(place): \(error.message)."
            return []
        }
    }
}
