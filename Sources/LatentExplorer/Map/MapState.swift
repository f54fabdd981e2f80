/// What the map shows: data on a plane, and the part of it that is in sight.
struct MapState: Sendable {
    /// What the axes are.
    let axes: MapAxes
    /// The plane.
    let plane: MapPlane
    /// Where the examples lie on it.
    let points: MapPoints
    /// The middle of what is in sight.
    var center: MapPosition
    /// From the middle to the right and to the upper edge.
    var radii: MapPosition

    /// The map of `data` along `axes`, all of it in sight; nil where the data do not have them.
    init?(_ data: ExplorerData, axes: MapAxes) {
        guard let plane = axes.plane(in: data) else { return nil }
        self.axes = axes
        self.plane = plane
        points = MapPoints(plane.positions(of: data.examples))
        (center, radii) = points.extent
    }

    /// Brings all points in sight.
    mutating func fit() { (center, radii) = points.extent }

    /// Shows a part `factor` times as large around `place`, or around the middle.
    mutating func zoom(by factor: Float, around place: MapPosition? = nil) {
        let place = place ?? center
        let zoom = radii.x / points.extent.radii.x
        let share = min(max(zoom * factor, 0.001), 8) / zoom
        center.x = place.x + (center.x - place.x) * share
        center.y = place.y + (center.y - place.y) * share
        radii.x *= share
        radii.y *= share
    }

    /// Moves what is in sight by a fifth of it.
    mutating func pan(_ direction: Direction) {
        switch direction {
        case .left: center.x -= radii.x * 0.2
        case .right: center.x += radii.x * 0.2
        case .up: center.y += radii.y * 0.2
        case .down: center.y -= radii.y * 0.2
        }
    }

    /// Moves what is in sight as little as possible, so that `place` is in it.
    mutating func follow(_ place: MapPosition) {
        let reach = MapPosition(x: radii.x * 0.95, y: radii.y * 0.95)
        center.x = min(max(center.x, place.x - reach.x), place.x + reach.x)
        center.y = min(max(center.y, place.y - reach.y), place.y + reach.y)
    }
}

/// The places of many examples on a map; immutable.
final class MapPoints: Sendable {
    /// A place for each example, in their order.
    let positions: [MapPosition]
    /// The middle of all places but the outermost hundredths, and how far they reach from it.
    let extent: (center: MapPosition, radii: MapPosition)

    init(_ positions: [MapPosition]) {
        self.positions = positions
        let (x, y) = (
            MapPoints.range(positions.map(\.x)), MapPoints.range(positions.map(\.y))
        )
        let radii = MapPosition(
            x: (x.upper - x.lower) / 2 * 1.1, y: (y.upper - y.lower) / 2 * 1.1)
        extent = (
            MapPosition(x: (x.lower + x.upper) / 2, y: (y.lower + y.upper) / 2),
            MapPosition(x: radii.x > 0 ? radii.x : 1, y: radii.y > 0 ? radii.y : 1)
        )
    }

    /// The place nearest to `position`; nil if there is none.
    func nearest(to position: MapPosition) -> Int? {
        positions.indices.min {
            positions[$0].squaredDistance(to: position)
                < positions[$1].squaredDistance(to: position)
        }
    }

    private static func range(_ values: [Float]) -> (lower: Float, upper: Float) {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return (0, 0) }
        let margin = last / 200
        return (sorted[margin], sorted[last - margin])
    }
}
