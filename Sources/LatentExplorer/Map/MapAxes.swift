import Autoencoders

/// What the axes of the map are.
public enum MapAxes: Sendable, Hashable {
    /// Two principal components, counted from 0.
    case principal(Int, Int)
    /// Two latents.
    case latents(Int, Int)
    /// From the middle of the first label to that of the second, and towards the third.
    case centroids(Int32, Int32, Int32)
    /// The directions that tell two labels from all others, by least squares.
    case leastSquares(Int32, Int32)

    /// What axes of this kind `data` have, for a person who wanted others.
    func choice(in data: ExplorerData) -> String {
        switch self {
        case .principal: "two of the components 1 to \(data.principal.directions.count)"
        case .latents: "two of z0 to z\(data.statistics.latents.count - 1)"
        case .centroids, .leastSquares: "labels that differ and have examples"
        }
    }

    /// The plane of these axes through `data`; nil where the data do not have them.
    func plane(in data: ExplorerData) -> MapPlane? {
        let middle = data.statistics.latents.map { Float($0.mean) }
        switch self {
        case .principal(let first, let second):
            let directions = data.principal.directions
            // One that is alone makes a line.
            guard directions.indices.contains(first), directions.indices.contains(second),
                first != second || directions.count == 1
            else { return nil }
            return MapPlane(origin: middle, across: directions[first], up: directions[second])
        case .latents(let first, let second):
            let latents = data.statistics.latents.indices
            guard latents.contains(first), latents.contains(second), first != second else {
                return nil
            }
            return MapPlane(latents: (first, second), of: data.statistics)
        case .centroids(let first, let second, let third):
            guard let centroids = data.centroids,
                let across = centroids.difference(from: first, to: second),
                let up = centroids.difference(from: first, to: third),
                !areParallel(across.direction, up.direction)
            else { return nil }
            return MapPlane(origin: middle, across: across.direction, up: up.direction)
        case .leastSquares(let first, let second):
            guard let centroids = data.centroids,
                let across = centroids.leastSquaresAxis(of: first),
                let up = centroids.leastSquaresAxis(of: second),
                !areParallel(across.direction, up.direction)
            else { return nil }
            return MapPlane(origin: middle, across: across.direction, up: up.direction)
        }
    }

    private func areParallel(_ one: [Float], _ other: [Float]) -> Bool {
        func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).map { $0 * $1 }.reduce(0, +) }
        let shared = product(one, other)
        return shared * shared > 0.9999 * product(one, one) * product(other, other)
    }

    /// What the axes are called.
    func title(_ model: ModelFacts) -> String {
        switch self {
        case .principal(let first, let second): "PCA \(first + 1)·\(second + 1)"
        case .latents(let first, let second): "z\(first)·z\(second)"
        case .centroids(let first, let second, let third):
            "\(model.name(of: first)) → \(model.name(of: second)), \(model.name(of: third))"
        case .leastSquares(let first, let second):
            "least squares \(model.name(of: first)), \(model.name(of: second))"
        }
    }
}
