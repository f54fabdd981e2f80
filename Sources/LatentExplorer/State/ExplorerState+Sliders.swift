import Autoencoders
import Glibc

// Sliders move coordinates of the space, or directions that were found around a point.
extension ExplorerState {
    /// What the sliders are called, in their order on the screen.
    var visibleCoordinates: [LatentCoordinate] {
        switch place.sliders {
        case .latents:
            space.coordinates.filter { $0.isActive || showsDeadCoordinates }
        case .local(let directions, _):
            directions.indices.map { LatentCoordinate(name: "j\($0 + 1)") }
        }
    }

    /// Latents that are folded away.
    var foldedCoordinates: [LatentCoordinate] {
        guard place.sliders == .latents, !showsDeadCoordinates else { return [] }
        return space.coordinates.filter { !$0.isActive }
    }

    /// The value of the slider at `index` of the visible ones, at `point`.
    func value(ofSlider index: Int, at point: LatentPoint) -> Double {
        switch place.sliders {
        case .latents: space.value(of: spaceIndex(index), at: point)
        case .local(let directions, let base):
            zip(zip(point, base), directions[index].direction).reduce(0) {
                $0 + Double(($1.0.0 - $1.0.1) * $1.1)
            }
        }
    }

    /// `point` with the slider at `index` moved to `value`.
    func moving(_ point: LatentPoint, slider index: Int, to value: Double) -> LatentPoint {
        switch place.sliders {
        case .latents: return space.moving(point, spaceIndex(index), to: value)
        case .local(let directions, _):
            let step = Float(value - self.value(ofSlider: index, at: point))
            return zip(point, directions[index].direction).map { $0 + step * $1 }
        }
    }

    /// Where the sliders go back to: the example, or the origin.
    var home: LatentPoint {
        if case .local(_, let base) = place.sliders { return base }
        return exampleMean ?? space.origin
    }

    /// What that is called.
    var homeName: String {
        if case .local = place.sliders { return "where the directions were found" }
        guard exampleMean != nil, let example = place.example else { return "the origin" }
        return fullName(of: example)
    }

    /// The unit of the sliders: local directions have that of the latents, which has no name.
    var sliderUnit: String { place.sliders == .latents ? " σ" : "" }

    /// The posterior mean of the loaded example.
    var exampleMean: LatentPoint? {
        guard let data, let example = place.example, example.part == data.part,
            example.row < data.examples.count
        else { return place.example == nil ? nil : place.exampleMean }
        return data.examples.mean(at: example.row)
    }

    private func spaceIndex(_ index: Int) -> Int {
        if showsDeadCoordinates { return index }
        var left = index
        for (place, coordinate) in space.coordinates.enumerated() where coordinate.isActive {
            if left == 0 { return place }
            left -= 1
        }
        return index
    }

    /// The values that the strip below the sliders sweeps through.
    static let sweepValues = [-2.0, -1, 0, 1, 2]

    /// The points of the strip.
    var sweepPoints: [LatentPoint] {
        guard visibleCoordinates.indices.contains(coordinate) else { return [] }
        return ExplorerState.sweepValues.map {
            moving(place.z, slider: coordinate, to: $0)
        }
    }
}
