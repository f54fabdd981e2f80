import Autoencoders
import Datasets
import LatentExplorer
import NeuralNetworks
import Pictures
import Platform
import TensorCore
import Training

/// Answers the explorer's questions with a model and its data.
///
/// Belongs to one thread, the one that computes. What takes long is done in pieces by `advance`.
final class ExplorerEngine: ComputeWorker {
    let trained: TrainedModel
    let rendering: PictureRendering
    private let geometry: DecoderGeometry
    private let typicality: PriorTypicality
    let library: ExampleLibrary
    private var knownDensity: (of: ObjectIdentifier, isHeldOut: Bool, density: AggregateDensity)?

    /// An engine for `trained`, with what `library` finds of its data.
    init(_ trained: TrainedModel, library: ExampleLibrary) {
        self.trained = trained
        self.library = library
        let configuration = trained.description.model
        rendering = trained.rendering
        geometry = DecoderGeometry(model: trained.model, parameters: trained.parameters)
        typicality = PriorTypicality(
            prior: trained.model.prior, latentDimensions: configuration.latentDimensions)
    }

    /// The density of what the model was fitted to, as far as that is encoded; nil without data.
    private var density: AggregateDensity? {
        guard let examples = library.fitted ?? library.shownPart?.examples,
            let shown = library.shownData
        else { return nil }
        let heldOut = library.fitted == nil ? nil : library.heldOut?.examples
        let key = ObjectIdentifier(shown)
        if let known = knownDensity, known.of == key, known.isHeldOut == (heldOut != nil) {
            return known.density
        }
        let density = AggregateDensity(of: examples, heldOut: heldOut)
        knownDensity = (key, heldOut != nil, density)
        return density
    }

    func advance() -> [Message]? { library.advance() }

    func answer(_ query: Query, isCancelled: () -> Bool = { false }) -> Answer? {
        query.isSmall
            ? ComputeTeam.alone { compute(query, isCancelled) } : compute(query, isCancelled)
    }

    private func compute(_ query: Query, _ isCancelled: () -> Bool) -> Answer? {
        switch query {
        case .picture(let z, let mode): .decoded([picture(at: z, mode)])
        case .sweep(let points), .film(let points), .grid(let points): .decoded(decode(points))
        case .original(let example): original(example)
        case .standing(let z): .standing(standing(of: z))
        case .neighbors(let z, let space, let count):
            library.neighbors(of: z, decodedTo: decode([z])[0], by: space, count: count)
        case .path(let anchors, let interpolation):
            report(on: interpolation, anchors, isCancelled)
        case .localDirections(let z):
            .localDirections(
                geometry.localAxes(at: z).prefix(8).map {
                    LocalDirection(direction: $0.direction, change: $0.changePerUnit)
                })
        }
    }

    /// What is decoded at `points`, in order.
    func decode(_ points: [LatentPoint]) -> [Decoded] {
        guard let first = points.first else { return [] }
        let z = Tensor(points.flatMap(\.self), shape: [points.count, first.count])
        let pictures = trained.model.pictures(of: z, parameters: trained.parameters)
        return points.indices.map { Decoded(pictures.row($0).elements) }
    }

    private func picture(at z: LatentPoint, _ mode: PictureMode) -> Decoded {
        switch mode {
        case .mean: return decode([z])[0]
        case .sample(let seed): return decode(draws(1, around: z, seed: seed))[0]
        case .deviation:
            let draws = decode(draws(ExplorerEngine.drawCount, around: z, seed: 0))
            return ExplorerEngine.deviation(of: draws)
        }
    }

    /// Draws from which the deviation of pixels is computed.
    private static let drawCount = 32

    /// Draws around z with the deviation of the posterior of what is decoded there.
    private func draws(_ count: Int, around z: LatentPoint, seed: UInt64) -> [LatentPoint] {
        let picture = Tensor(decode([z])[0].values, shape: [1, trained.elementCount])
        let posterior = trained.model.encode(
            picture, in: ForwardPass(inference: trained.parameters))
        var generator = NoiseStream.sampling.generator(seed: seed)
        let mean = Tensor(
            Array(repeatElement(z, count: count).joined()), shape: [count, z.count])
        let logVariance = posterior.logVariance.value.elements
        let noise = generator.normal([count, z.count])
        let draws = Variable.reparameterize(
            mean: Variable(mean),
            logVariance: Variable(
                Tensor(
                    Array(repeatElement(logVariance, count: count).joined()),
                    shape: [count, z.count])),
            noise: Variable(noise))
        return (0..<count).map { draws.value.row($0).elements }
    }

    /// Twice the deviation of each value, which is at most a half: so it fills [0, 1].
    private static func deviation(of draws: [Decoded]) -> Decoded {
        let count = Float(draws.count)
        let size = draws.first?.values.count ?? 0
        return Decoded(
            (0..<size).map { index in
                let mean = draws.reduce(0) { $0 + $1.values[index] } / count
                let square = draws.reduce(0) {
                    $0 + ($1.values[index] - mean) * ($1.values[index] - mean)
                }
                return 2 * (square / count).squareRoot()
            })
    }

    private func original(_ example: ExampleReference) -> Answer? {
        guard library.isOpen else {
            return library.isSettled ? .decoded([]) : nil
        }
        return .decoded(library.picture(of: example).map { [$0] } ?? [])
    }

    private func standing(of z: LatentPoint) -> Standing {
        let roundTrip = RoundTrip(
            from: z,
            deviations: library.deviations ?? Array(repeating: 1, count: z.count),
            model: trained.model, parameters: trained.parameters)
        return Standing(
            roundTripDistance: roundTrip.distance, roundTrip: roundTrip.end,
            priorPercentile: typicality.percentile(of: z),
            densityPercentile: density?.percentile(z))
    }

    private func report(
        on interpolation: Interpolation, _ anchors: [LatentPoint], _ isCancelled: () -> Bool
    ) -> Answer? {
        let steps = ExplorerState.stepsPerSegment
        var points = [LatentPoint]()
        for (start, end) in zip(anchors, anchors.dropFirst()) {
            if !points.isEmpty { points.removeLast() }
            if let formula = interpolation.formula {
                points += (0...steps).map {
                    formula.point(at: Double($0) / Double(steps), from: start, to: end)
                }
            } else {
                let search = GeodesicSearch(geometry: geometry, density: density, steps: steps)
                guard let path = search.path(from: start, to: end, isCancelled: isCancelled)
                else { return nil }
                points += path.points
            }
        }
        return .path(
            PathReport(
                points: points, stepsPerSegment: steps,
                change: geometry.change(along: points).reduce(0, +),
                lowestDensity: density.flatMap { density in
                    points.map { density.percentile($0) }.min()
                }))
    }
}

extension Query {
    /// Whether it is answered by decoding a few points.
    fileprivate var isSmall: Bool {
        switch self {
        case .picture(_, .deviation): false
        case .picture, .original, .sweep, .standing: true
        case .neighbors, .path, .film, .grid, .localDirections: false
        }
    }
}

extension TrainedModel {
    /// What its pictures look like on a screen.
    var rendering: PictureRendering {
        let shape = description.model.exampleShape
        return PictureRendering(channels: shape[0], height: shape[1], width: shape[2])
    }

    /// Values of an example.
    var elementCount: Int { description.model.exampleShape.reduce(1, *) }
}
