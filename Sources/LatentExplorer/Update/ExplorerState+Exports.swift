// What is typed behind `export`.
extension ExplorerState {
    /// What can be exported by name.
    static let exportNames = ["picture", "film", "grid", "gif", "latents"]

    /// What `export` takes away: what the view is about.
    func visibleContent() throws(CommandError) -> Export.Content {
        switch view {
        case .walk, .map: .picture(place.z)
        case .path: segments > 0 ? try filmContent() : .picture(place.z)
        case .grid: gridContent()
        }
    }

    /// What to write, and where.
    func export(_ line: Command.Line) throws(CommandError) -> Export {
        let words = line.words
        guard words.count <= 2 else { throw line.misuse("a file's name is one word") }
        guard let first = words.first else { return Export(try visibleContent()) }
        let isName = ExplorerState.exportNames.contains(first)
        guard isName || words.count == 1 else { throw line.misuse("\(first) cannot be exported") }
        let content =
            isName ? try content(named: first, line) : try content(forFile: first, line)
        let path = isName ? words.dropFirst().first : first
        if let path, !path.lowercased().hasSuffix(content.ending) {
            throw line.misuse("\(path) would be a \(content.ending.dropFirst()) file: name it so")
        }
        return Export(content, path: path)
    }

    // The ending of a file tells what is wanted of a path or a point.
    private func content(
        forFile path: String, _ line: Command.Line
    ) throws(CommandError) -> Export.Content {
        let name = path.lowercased()
        if name.hasSuffix(".gif") { return try content(named: "gif", line) }
        return name.hasSuffix(".csv")
            ? try content(named: "latents", line) : try visibleContent()
    }

    private func content(
        named name: String, _ line: Command.Line
    ) throws(CommandError) -> Export.Content {
        let needsPath = name == "film" || name == "gif"
        guard segments > 0 || !needsPath else {
            throw line.misuse("there is no path, it needs two anchors")
        }
        switch name {
        case "picture": return .picture(place.z)
        case "film": return try filmContent()
        case "gif":
            return .animation(
                try knownPath(segments * Player.stepsPerSegment + 1), perSecond: player.speed,
                loops: player.loops)
        case "grid": return gridContent()
        default:
            let anchors = place.anchors.map { Bookmark(name: $0.name, z: $0.z) }
            return .latents([Bookmark(name: "z", z: place.z)] + anchors + place.bookmarks)
        }
    }

    private func filmContent() throws(CommandError) -> Export.Content {
        .film(try knownPath(Player.stepsPerSegment + 1))
    }

    private func gridContent() -> Export.Content {
        let layout = ScreenLayout(
            view: .grid, columns: size.columns, rows: size.rows, hasData: data != nil,
            hasPath: segments > 0)
        let rows = gridPoints(layout)
        return .grid(rows.flatMap(\.self), perRow: rows.first?.count ?? 1)
    }

    /// Points of the path; what is not found yet would be a straight line in its place.
    private func knownPath(_ count: Int) throws(CommandError) -> [LatentPoint] {
        guard isPathKnown else {
            throw CommandError(
                "the \(player.interpolation.rawValue) way is still looked for, try again soon")
        }
        return pathPoints(count)
    }
}

extension Export.Content {
    /// What its files end with.
    fileprivate var ending: String {
        switch self {
        case .picture, .film, .grid: ".png"
        case .animation: ".gif"
        case .latents: ".csv"
        }
    }
}
