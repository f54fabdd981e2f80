import Autoencoders

// The way from anchor to anchor.
extension ExplorerState {
    /// Ways from an anchor to the next; a path needs one at least.
    var segments: Int { max(place.anchors.count - 1, 0) }

    /// The point at `position` of the path, 0 being the first anchor and 1 the second.
    ///
    /// A geodesic that has not been found yet is a straight line.
    func point(at position: Double, on interpolation: Interpolation) -> LatentPoint? {
        guard segments > 0 else { return place.anchors.first?.z }
        let position = min(max(position, 0), Double(segments))
        let segment = min(Int(position), segments - 1)
        let (start, end) = (place.anchors[segment].z, place.anchors[segment + 1].z)
        let t = position - Double(segment)
        if let point = space.point(on: interpolation, at: t, from: start, to: end) {
            return point
        }
        guard let report = report(on: interpolation) else {
            return LatentPath.linear.point(at: t, from: start, to: end)
        }
        let place = position * Double(report.stepsPerSegment)
        let index = min(Int(place), report.points.count - 2)
        return LatentPath.linear.point(
            at: place - Double(index), from: report.points[index], to: report.points[index + 1])
    }

    /// `count` points from the first anchor to the last, at equal steps.
    func pathPoints(_ count: Int) -> [LatentPoint] {
        guard segments > 0, count > 1 else { return [] }
        return (0..<count).compactMap {
            point(
                at: Double($0) / Double(count - 1) * Double(segments),
                on: player.interpolation)
        }
    }

    /// Whether the chosen way is known, and not a straight line in its place.
    var isPathKnown: Bool {
        guard let first = place.anchors.first?.z else { return true }
        return space.point(on: player.interpolation, at: 0, from: first, to: first) != nil
            || report(on: player.interpolation) != nil
    }

    /// The step of the path that z stands on, and the last one, counted from 0.
    var pathStep: (current: Int, last: Int) {
        let steps = Double(Player.stepsPerSegment)
        return (
            Int((place.pathPosition * steps).rounded()), segments * Player.stepsPerSegment
        )
    }
}
