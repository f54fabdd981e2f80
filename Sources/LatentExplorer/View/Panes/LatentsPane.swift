import Platform
import TerminalUI

/// Where things lie in the pane of sliders.
enum LatentsPane {
    /// A row of a slider: name, track, value and divergence.
    struct Columns {
        let track: Range<Int>
        let value: Int
        /// Nil where there is no room.
        let divergence: Int?
    }

    /// The columns of a slider's parts, from the left edge of the pane.
    static func columns(in rectangle: Rectangle, _ state: ExplorerState) -> Columns {
        let names = state.visibleCoordinates.map { $0.name.unicodeScalars.count }
        let start = (names.max() ?? 2) + 2
        let isWide = rectangle.columns >= start + 24
        let divergence = isWide ? rectangle.columns - 5 : nil
        let value = rectangle.columns - (isWide ? 12 : 6)
        return Columns(
            track: start..<max(value - 1, start), value: value, divergence: divergence)
    }

    /// The sliders that are in sight: those around the one in focus.
    static func visible(in rectangle: Rectangle, _ state: ExplorerState) -> Range<Int> {
        let count = state.visibleCoordinates.count
        let rows = max(rectangle.rows - (state.foldedCoordinates.isEmpty ? 0 : 1), 1)
        let first = min(max(state.coordinate - rows / 2, 0), max(count - rows, 0))
        return first..<min(first + rows, count)
    }

    /// The slider at a row of the screen.
    static func slider(
        atRow row: Int, _ layout: ScreenLayout, _ state: ExplorerState
    ) -> Int? {
        guard let rectangle = layout.rectangle(of: .latents) else { return nil }
        let visible = visible(in: rectangle, state)
        let index = visible.lowerBound + row - rectangle.row
        return visible.contains(index) ? index : nil
    }

    /// Deviations from the middle of a track to its ends.
    static let reach = 3.5

    /// Whether a column of the screen is one of the tracks'.
    static func isOnTrack(_ column: Int, in rectangle: Rectangle, _ state: ExplorerState) -> Bool {
        columns(in: rectangle, state).track.contains(column - rectangle.column)
    }

    /// The value that a column of the screen stands for.
    static func value(
        atColumn column: Int, in rectangle: Rectangle, _ state: ExplorerState
    ) -> Double {
        let track = columns(in: rectangle, state).track
        let place = Double(column - rectangle.column - track.lowerBound)
        let share = place / Double(max(track.count - 1, 1))
        let value = (min(max(share, 0), 1) * 2 - 1) * reach
        return (value * 20).rounded() / 20
    }

    /// The place of a value on a track; values beyond the ends stand at them.
    static func place(of value: Double, on track: Range<Int>) -> Int {
        let share = min(max((value / reach + 1) / 2, 0), 1)
        return track.lowerBound + Int((share * Double(track.count - 1)).rounded())
    }
}

extension Painter {
    mutating func paintLatents(in rectangle: Rectangle) {
        let columns = LatentsPane.columns(in: rectangle, state)
        let isLocal = state.place.sliders != .latents
        let isScaled = state.data != nil
        let outline = layout.outlines[.latents] ?? rectangle
        title(
            isLocal ? "local directions" : isScaled ? "latents by KL" : "latents",
            columns.divergence == nil || isLocal
                ? "" : isScaled ? "σ of data ─ KL" : "σ of prior",
            over: outline, isFocused: state.focus == .latents)
        let visible = LatentsPane.visible(in: rectangle, state)
        for (row, index) in visible.enumerated() {
            paintSlider(index, columns, in: rectangle, row: row)
        }
        if state.visibleCoordinates.isEmpty { write("…", in: rectangle, style: .dim) }
        let folded = state.foldedCoordinates
        guard !folded.isEmpty else { return }
        let names = folded.prefix(6).map(\.name).joined(separator: " ")
        write(
            " \(folded.count) dead: \(names)\(folded.count > 6 ? " …" : "") (D shows)",
            in: rectangle, row: min(visible.count, rectangle.rows - 1), style: .dim)
    }

    private mutating func paintSlider(
        _ index: Int, _ columns: LatentsPane.Columns, in rectangle: Rectangle, row: Int
    ) {
        let coordinate = state.visibleCoordinates[index]
        let isFocused = index == state.coordinate
        let style: CellStyle = isFocused ? .bold : []
        let color = coordinate.isActive ? TerminalColor.standard : accent(.dead)
        write(
            (isFocused ? "▸" : " ") + coordinate.name, in: rectangle, row: row, foreground: color,
            style: style)
        paintTrack(coordinate, columns.track, in: rectangle, row: row)
        let value = state.value(ofSlider: index, at: state.place.z)
        if let example = state.exampleMean {
            let ghost = state.value(ofSlider: index, at: example)
            write(
                "○", in: rectangle, column: LatentsPane.place(of: ghost, on: columns.track),
                row: row)
        }
        write(
            "●", in: rectangle, column: LatentsPane.place(of: value, on: columns.track), row: row,
            foreground: isFocused ? accent(.focus) : .standard, style: style)
        write(
            Numbers.signed(value).right(6), in: rectangle, column: columns.value, row: row,
            style: style)
        if let column = columns.divergence, let divergence = coordinate.divergence {
            write(
                Numbers.fixed(divergence, 2).right(5), in: rectangle, column: column, row: row,
                style: .dim)
        }
    }

    // Heavy between the quartiles, light to 5 and 95 %, dotted beyond; the median is crossed.
    private mutating func paintTrack(
        _ coordinate: LatentCoordinate, _ track: Range<Int>, in rectangle: Rectangle, row: Int
    ) {
        let marks = coordinate.quantiles.map { LatentsPane.place(of: $0, on: track) }
        for column in track {
            var glyph = "─"
            if marks.count == 5 {
                glyph = column > marks[1] && column < marks[3] ? "━" : "─"
                if column < marks[0] || column > marks[4] { glyph = "·" }
                if column == marks[0] || column == marks[4] { glyph = "┊" }
                if column == marks[2] { glyph = "┼" }
            }
            write(glyph, in: rectangle, column: column, row: row, style: .dim)
        }
    }

    /// Five small pictures through the slider in focus.
    mutating func paintSweep(in rectangle: Rectangle) {
        guard state.visibleCoordinates.indices.contains(state.coordinate) else { return }
        let values = ExplorerState.sweepValues
        let name = state.visibleCoordinates[state.coordinate].name
        write("─ \(name) swept ─", in: rectangle, style: .dim)
        let width = (rectangle.columns + 1) / values.count - 1
        guard width >= 3, rectangle.rows >= 3 else { return }
        var pictures = [Decoded]()
        if case .decoded(let decoded)? = state.answer(for: .sweep) { pictures = decoded }
        for (index, value) in values.enumerated() {
            let column = index * (width + 1)
            let text = Numbers.plain(value)
            write(
                (value > 0 ? "+" : "") + text + state.sliderUnit.trimmed, in: rectangle,
                column: column + max((width - text.count - 1) / 2, 0), row: 1, style: .dim)
            guard pictures.indices.contains(index) else { continue }
            draw(
                pictures[index],
                in: Rectangle(
                    column: rectangle.column + column, row: rectangle.row + 2, columns: width,
                    rows: rectangle.rows - 2), isTop: true)
        }
    }
}
