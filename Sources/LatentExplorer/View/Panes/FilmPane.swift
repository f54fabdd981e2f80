import Platform
import TerminalUI

/// Where things lie in the pane of the path.
enum FilmPane {
    /// Columns of a picture of the film.
    static func pictureColumns(in rectangle: Rectangle) -> Int {
        min(max((rectangle.rows - 2) * 2, 4), 20, rectangle.columns)
    }

    /// The pictures of the film.
    static func frameCount(in rectangle: Rectangle) -> Int {
        max((rectangle.columns + 1) / (pictureColumns(in: rectangle) + 1), 2)
    }

    /// The columns of the track, from the left edge of the pane.
    static func track(in rectangle: Rectangle) -> Range<Int> {
        1..<max(rectangle.columns - 9, 2)
    }

    /// The position of the path that a column of the screen stands for.
    static func position(atColumn column: Int, in rectangle: Rectangle, segments: Int) -> Double {
        let track = track(in: rectangle)
        let place = Double(column - rectangle.column - track.lowerBound)
        let share = min(max(place / Double(max(track.count - 1, 1)), 0), 1)
        let steps = Double(segments * ExplorerState.Player.stepsPerSegment)
        return (share * steps).rounded() / Double(ExplorerState.Player.stepsPerSegment)
    }
}

extension Painter {
    mutating func paintFilm(in rectangle: Rectangle) {
        let room = rectangle.columns - pathTitle.unicodeScalars.count - 8
        let figures = [pathFigures(withDensity: true), pathFigures(withDensity: false)]
        title(
            pathTitle, figures.first { $0.unicodeScalars.count <= room } ?? "", over: rectangle,
            isFocused: state.focus == .path)
        guard state.segments > 0 else {
            let lines =
                state.place.anchors.isEmpty
                ? ["a sets an anchor where z stands;", "two make a path."]
                : ["Anchor \(state.place.anchors[0].name) is set. Go elsewhere", "and press a."]
            for (row, line) in lines.enumerated() {
                write(line, in: rectangle, column: 1, row: row, style: .dim)
            }
            return
        }
        let filmRows = rectangle.rows - (rectangle.rows >= 4 ? 2 : 1)
        if filmRows >= 2 { paintFrames(in: rectangle.stacked(top: filmRows).0, of: rectangle) }
        paintTrack(in: rectangle, row: filmRows)
        if rectangle.rows >= 4 { paintPlayer(in: rectangle, row: filmRows + 1) }
    }

    private var pathTitle: String {
        guard let first = state.place.anchors.first, let last = state.place.anchors.last,
            state.segments > 0
        else { return "path" }
        return "path \(name(of: first)) → \(name(of: last))"
    }

    private func name(of anchor: Anchor) -> String {
        guard let label = anchor.example.flatMap({ state.label(of: $0) }) else {
            return anchor.name
        }
        return "\(anchor.name) \(state.model.shortName(of: label))"
    }

    /// The change along each way, as far as it is known, and the lowest density on it.
    private func pathFigures(withDensity: Bool) -> String {
        state.space.interpolations.compactMap { way in
            state.report(on: way).map { report in
                let mark = way == state.player.interpolation ? "*" : ""
                let length = "\(mark)\(way.rawValue) \(Numbers.fixed(report.change, 1))"
                guard withDensity, let lowest = report.lowestDensity else { return length }
                return "\(length), \(Numbers.percentile(lowest))\(report.hasHole ? " hole" : "")"
            }
        }.joined(separator: " · ")
    }

    private mutating func paintFrames(in area: Rectangle, of rectangle: Rectangle) {
        guard case .decoded(let frames)? = state.answer(for: .film) else { return }
        let width = FilmPane.pictureColumns(in: rectangle)
        let count = FilmPane.frameCount(in: rectangle)
        for (index, frame) in frames.prefix(count).enumerated() {
            let free = area.columns - width
            let column = count > 1 ? index * free / (count - 1) : 0
            draw(
                frame,
                in: Rectangle(
                    column: area.column + column, row: area.row, columns: width,
                    rows: area.rows))
        }
    }

    private mutating func paintTrack(in rectangle: Rectangle, row: Int) {
        let track = FilmPane.track(in: rectangle)
        let steps = Double(track.count - 1) / Double(state.segments)
        func place(_ position: Double) -> Int {
            track.lowerBound + Int((position * steps).rounded())
        }
        let current = place(state.place.pathPosition)
        for column in track {
            write(column < current ? "━" : "─", in: rectangle, column: column, row: row)
        }
        for (index, anchor) in state.place.anchors.enumerated() {
            let isChosen = state.focus == .path && index == state.player.anchor
            write(
                String(anchor.name.unicodeScalars.prefix(1)), in: rectangle,
                column: place(Double(index)), row: row,
                style: isChosen ? [.bold, .reverse] : .bold)
        }
        write(
            "◆", in: rectangle, column: current, row: row, foreground: accent(.cursor),
            style: .bold)
        let step = state.pathStep
        write(
            "\(step.current)/\(step.last)".right(7), in: rectangle,
            column: rectangle.columns - 8, row: row)
    }

    private mutating func paintPlayer(in rectangle: Rectangle, row: Int) {
        let player = state.player
        let report = state.report(on: player.interpolation)
        var way = player.isPlaying ? "▶ " : "│ "
        way += player.interpolation.rawValue
        way += report.map { " \(Numbers.fixed($0.change, 1))" } ?? " …"
        let speed = " · \(Numbers.fixed(player.speed, 0))/s\(player.loops ? " loop" : "")"
        var column = write(way, in: rectangle, column: 1, row: row)
        if let report, let lowest = report.lowestDensity {
            let name = report.hasHole ? "a hole" : "lowest density"
            var density = " · \(name): \(Numbers.percentile(lowest))"
            let word = " percentile"
            let needed = column + density.count + word.count + speed.count
            if needed <= rectangle.columns { density += word }
            column = write(
                density, in: rectangle, column: column, row: row,
                foreground: report.hasHole ? accent(.warning) : .standard)
        }
        write(speed, in: rectangle, column: column, row: row)
    }
}
