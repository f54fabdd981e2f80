import Autoencoders
import Platform
import TerminalUI

/// Where things lie on the map.
enum MapPane {
    /// Map units from one dot to the next.
    static func unitsPerDot(in rectangle: Rectangle, _ map: MapState) -> MapPosition {
        MapPosition(
            x: map.radii.x / Float(max(rectangle.columns, 1)),
            y: map.radii.y / Float(max(rectangle.rows * 2, 1)))
    }

    /// The place that a cell of the screen stands for.
    static func position(
        atColumn column: Int, row: Int, in rectangle: Rectangle, _ map: MapState
    ) -> MapPosition {
        let units = unitsPerDot(in: rectangle, map)
        let x = Float((column - rectangle.column) * 2 + 1) - Float(rectangle.columns)
        let y = Float((row - rectangle.row) * 4 + 2) - Float(rectangle.rows * 2)
        return MapPosition(x: map.center.x + x * units.x, y: map.center.y - y * units.y)
    }

    /// The dot of a place, from the upper left of the pane; it may lie outside.
    static func dot(
        of position: MapPosition, in rectangle: Rectangle, _ map: MapState
    ) -> DotCanvas.Dot {
        let units = unitsPerDot(in: rectangle, map)
        // Beyond this no screen reaches, and a whole number still holds it.
        func whole(_ value: Float) -> Int { Int(min(max(value, -100_000), 100_000).rounded(.down)) }
        return DotCanvas.Dot(
            x: whole((position.x - map.center.x) / units.x + Float(rectangle.columns)),
            y: whole((map.center.y - position.y) / units.y + Float(rectangle.rows * 2)))
    }
}

extension Painter {
    mutating func paintMap(in rectangle: Rectangle) {
        guard let data = state.data, let map = state.map else {
            title("map", over: rectangle, isFocused: state.focus == .map)
            write(
                state.progress ?? "no encoded examples", in: rectangle, column: 1, style: .dim)
            return
        }
        title(
            "map · \(map.axes.title(state.model))",
            "\(Numbers.grouped(data.examples.count)) \(data.part.rawValue)", over: rectangle,
            isFocused: state.focus == .map)
        let drawing = MapDrawing(data: data, map: map, size: rectangle, screen: state.screen)
        buffer.draw(
            drawings.cells(for: drawing.key) { drawing.cells() }, column: rectangle.column,
            row: rectangle.row)
        paintPath(map, in: rectangle)
        paintCentroidNames(data, map, in: rectangle)
        paintAnchors(map, in: rectangle)
        paintMark(map.plane.position(of: state.place.z), map, "◆", .cursor, in: rectangle)
    }

    // Names tell the classes apart where there are no colours.
    private mutating func paintCentroidNames(
        _ data: ExplorerData, _ map: MapState, in rectangle: Rectangle
    ) {
        guard let centroids = data.centroids else { return }
        var taken = Set<Int>()
        for (label, centroid) in zip(centroids.labels, centroids.centroids) {
            let name = state.model.shortName(of: label)
            let dot = MapPane.dot(
                of: map.plane.position(of: centroid), in: rectangle, map)
            let column = dot.x / 2 - name.unicodeScalars.count / 2
            guard dot.y >= 0, dot.y / 4 < rectangle.rows, column >= 0,
                column + name.unicodeScalars.count <= rectangle.columns
            else { continue }
            // Names that would lie over each other move up or down.
            let rows = [0, -1, 1, -2, 2].map { dot.y / 4 + $0 }
            let cells = { (row: Int) in
                (column - 1..<column + name.unicodeScalars.count + 1).map {
                    row * rectangle.columns + $0
                }
            }
            guard
                let row = rows.first(where: { row in
                    row >= 0 && row < rectangle.rows && taken.isDisjoint(with: cells(row))
                })
            else { continue }
            taken.formUnion(cells(row))
            write(
                name, in: rectangle, column: column, row: row,
                foreground: color(of: label), style: state.place.label == label ? .reverse : .bold)
        }
    }

    private mutating func paintPath(_ map: MapState, in rectangle: Rectangle) {
        if state.segments > 0 {
            let points = state.pathPoints(state.pathStep.last + 1)
            var canvas = DotCanvas(
                columns: rectangle.columns, rows: rectangle.rows,
                style: PlotStyle(isUTF8: state.screen.isUTF8, colors: state.screen.colors))
            canvas.path(
                points.map { MapPane.dot(of: map.plane.position(of: $0), in: rectangle, map) },
                pen: Pen(color: accent(.warning)))
            canvas.draw(into: &buffer, column: rectangle.column, row: rectangle.row)
        }
    }

    private mutating func paintAnchors(_ map: MapState, in rectangle: Rectangle) {
        for anchor in state.place.anchors {
            paintMark(
                map.plane.position(of: anchor.z), map, String(anchor.name.prefix(1)), .warning,
                in: rectangle)
        }
    }

    private mutating func paintMark(
        _ position: MapPosition, _ map: MapState, _ mark: String, _ accent: Accent,
        in rectangle: Rectangle
    ) {
        let dot = MapPane.dot(of: position, in: rectangle, map)
        guard dot.x >= 0, dot.y >= 0, dot.x / 2 < rectangle.columns, dot.y / 4 < rectangle.rows
        else { return }
        write(
            mark, in: rectangle, column: dot.x / 2, row: dot.y / 4,
            foreground: self.accent(accent), style: [.bold, .reverse])
    }
}
