import Autoencoders
import LatentExplorer
import Pictures
import TerminalUI

/// A model that can be computed in the head: latent 0 moves a disc across, 1 moves it down, 2 makes
/// it larger, 3 brighter; latent 4 is dead and 5 nearly.
struct FakeModel {
    static let latentDimensions = 6
    static let side = 16
    static let classNames = ["ankle boot", "t-shirt/top", "bag"]
    static let rendering = PictureRendering(channels: 1, height: side, width: side)

    /// 120 examples in three groups, the same each time.
    static func data(
        part: ExamplePart = .test, numbers: [Int32]? = nil, ids: [String]? = nil,
        classNames: [String]? = nil, hasLabels: Bool = true
    ) -> ExplorerData {
        var means = [Float]()
        var labels = [Int32]()
        for row in 0..<120 {
            let label = row % 3
            labels.append(Int32(label))
            let turn = Float((row * 37) % 40) / 20 - 1
            let drift = Float((row * 53) % 60) / 30 - 1
            means += [
                [-1.2, 0.9, 0.3][label] + 0.4 * turn, [0.6, 0.5, -1.1][label] + 0.4 * drift,
                0.5 * turn * drift, 0.3 * drift - 0.2 * turn, 0.001 * turn, 0.15 * turn,
            ]
        }
        let deviations: [Float] = [0.3, 0.3, 0.6, 0.7, 1, 0.95]
        let logVariances = (0..<120).flatMap { _ in deviations.map { 2 * logOf($0) } }
        return ExplorerData(
            part: part,
            examples: EncodedExamples(
                latentDimensions: latentDimensions, means: means, logVariances: logVariances,
                labels: hasLabels ? labels : nil),
            numbers: numbers, ids: ids, classNames: classNames)
    }

    static func decode(_ z: LatentPoint) -> Decoded {
        let center = (x: 8 + z[0] * 2.5, y: 8 + z[1] * 2.5)
        let radius = max(3 + z[2], 1)
        let level = min(max(0.75 + 0.15 * z[3], 0), 1)
        return Decoded(
            (0..<side * side).map { place in
                let (x, y) = (Float(place % side) + 0.5, Float(place / side) + 0.5)
                let distance =
                    ((x - center.x) * (x - center.x) + (y - center.y) * (y - center.y))
                    .squareRoot()
                return level * min(max(radius - distance + 0.5, 0), 1)
            })
    }

    /// The answer that a driver would find.
    static func answer(_ query: Query, _ data: ExplorerData?) -> Answer {
        switch query {
        case .picture(let z, _): .decoded([decode(z)])
        case .sweep(let points), .film(let points), .grid(let points):
            .decoded(points.map(decode))
        case .original(let example):
            .decoded(data.map { [decode($0.examples.mean(at: example.row))] } ?? [])
        case .standing(let z):
            .standing(
                Standing(
                    roundTripDistance: 0.4, roundTrip: z.map { $0 * 0.9 }, priorPercentile: 0.62,
                    densityPercentile: data == nil ? nil : 0.41))
        case .neighbors(let z, let space, let count):
            .neighbors(neighbors(of: z, by: space, count: count, data))
        case .path(let anchors, let interpolation): .path(report(anchors, interpolation))
        case .localDirections(let z):
            .localDirections(
                [3.5, 2, 1].enumerated().map { index, change in
                    var direction = [Float](repeating: 0, count: z.count)
                    direction[index] = 1
                    return LocalDirection(direction: direction, change: change)
                })
        }
    }

    private static func neighbors(
        of z: LatentPoint, by space: NeighborSpace, count: Int, _ data: ExplorerData?
    ) -> Neighbors {
        guard let data else { return Neighbors(neighbors: [], verdict: nil) }
        let distances = (0..<data.examples.count).map { row in
            zip(data.examples.mean(at: row), z).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let rows = distances.indices.sorted { distances[$0] < distances[$1] }.prefix(count)
        return Neighbors(
            neighbors: rows.map { row in
                Neighbors.Neighbor(
                    example: ExampleReference(part: data.part, row: row),
                    label: data.examples.labels?[row],
                    distance: Double(distances[row].squareRoot()),
                    z: data.examples.mean(at: row),
                    picture: decode(data.examples.mean(at: row)))
            },
            verdict: CopyVerdict(kind: .new, distance: 0.31, heldOutRange: 0.28...0.6))
    }

    private static func report(
        _ anchors: [LatentPoint], _ interpolation: Interpolation
    ) -> PathReport {
        let steps = ExplorerState.stepsPerSegment
        var points = anchors.prefix(1).map { $0 }
        for (start, end) in zip(anchors, anchors.dropFirst()) {
            points += (1...steps).map { step in
                let t = Float(step) / Float(steps)
                var point = zip(start, end).map { $0 + t * ($1 - $0) }
                // The way around, so that it can be told from the straight one.
                if interpolation == .geodesic { point[2] += t * (1 - t) }
                return point
            }
        }
        return PathReport(
            points: points, stepsPerSegment: steps, change: interpolation == .geodesic ? 41 : 63,
            lowestDensity: interpolation == .geodesic ? 0.2 : 0.03)
    }
}

// The tests need no more digits than a series gives.
private func logOf(_ value: Float) -> Float {
    var (result, power): (Double, Double) = (0, 1)
    let x = 1 - Double(value)
    for term in 1..<60 {
        power *= x
        result -= power / Double(term)
    }
    return Float(result)
}
