import Autoencoders
import Platform

/// A plane through the latent space that points are projected on.
///
/// x = (z − origin) · across, y = (z − origin) · up. Adding `stepAcross` to z adds 1 to x alone, and
/// `stepUp` 1 to y alone.
public struct MapPlane: Sendable, Hashable {
    /// The point that is projected on (0, 0).
    let origin: LatentPoint
    private let across: [Float]
    private let up: [Float]
    private let stepAcross: [Float]
    private let stepUp: [Float]

    /// The plane of two directions of length 1, the second made orthogonal to the first.
    init(origin: LatentPoint, across: [Float], up: [Float]) {
        let along = MapPlane.dot(up, across)
        let rest = zip(up, across).map { $0 - along * $1 }
        let length = MapPlane.dot(rest, rest).squareRoot()
        let unit = length > 1e-6 ? rest.map { $0 / length } : rest
        self.init(origin: origin, across: across, up: unit, stepAcross: across, stepUp: unit)
    }

    /// The plane of two latents, measured in deviations of the data.
    init(latents: (Int, Int), of statistics: LatentStatistics) {
        let dimensions = statistics.latents.count
        func axis(_ latent: Int, _ length: Double) -> [Float] {
            var axis = [Float](repeating: 0, count: dimensions)
            axis[latent] = Float(length)
            return axis
        }
        let deviations = (
            statistics.latents[latents.0].deviation, statistics.latents[latents.1].deviation
        )
        self.init(
            origin: statistics.latents.map { Float($0.mean) },
            across: axis(latents.0, 1 / deviations.0), up: axis(latents.1, 1 / deviations.1),
            stepAcross: axis(latents.0, deviations.0), stepUp: axis(latents.1, deviations.1))
    }

    private init(
        origin: LatentPoint, across: [Float], up: [Float], stepAcross: [Float], stepUp: [Float]
    ) {
        self.origin = origin
        self.across = across
        self.up = up
        self.stepAcross = stepAcross
        self.stepUp = stepUp
    }

    /// Where `point` lies on the plane.
    func position(of point: LatentPoint) -> MapPosition {
        require(
            point.count == origin.count, "MapPlane: \(point.count) latents, not \(origin.count)")
        var position = MapPosition(x: 0, y: 0)
        for latent in point.indices {
            let offset = point[latent] - origin[latent]
            position.x += offset * across[latent]
            position.y += offset * up[latent]
        }
        return position
    }

    /// `point` moved within the plane to `position`; what lies outside the plane stays.
    func moving(_ point: LatentPoint, to position: MapPosition) -> LatentPoint {
        let old = self.position(of: point)
        return point.indices.map { latent in
            point[latent] + (position.x - old.x) * stepAcross[latent]
                + (position.y - old.y) * stepUp[latent]
        }
    }

    /// The point of the plane itself that `point` is projected on.
    func foot(of point: LatentPoint) -> LatentPoint { moving(origin, to: position(of: point)) }

    /// Where all `examples` lie.
    func positions(of examples: EncodedExamples) -> [MapPosition] {
        let dimensions = examples.latentDimensions
        require(
            dimensions == origin.count, "MapPlane: \(dimensions) latents, not \(origin.count)")
        let shift = MapPosition(
            x: MapPlane.dot(origin, across), y: MapPlane.dot(origin, up))
        return examples.means.withUnsafeBufferPointer { means in
            across.withUnsafeBufferPointer { across in
                up.withUnsafeBufferPointer { up in
                    (0..<examples.count).map { row in
                        var (x, y) = (-shift.x, -shift.y)
                        for latent in 0..<dimensions {
                            let value = means[row * dimensions + latent]
                            x += value * across[latent]
                            y += value * up[latent]
                        }
                        return MapPosition(x: x, y: y)
                    }
                }
            }
        }
    }

    private static func dot(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// A place on the map.
struct MapPosition: Sendable, Hashable {
    /// To the right.
    var x: Float
    /// Upwards.
    var y: Float

    /// The square of the distance to `other`.
    func squaredDistance(to other: MapPosition) -> Float {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
}
