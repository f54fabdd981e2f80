public import Autoencoders

/// A point of a latent space, `[latentDimensions]`.
public typealias LatentPoint = [Float]

/// What a person can do in the latent space of a model, whatever its shape.
///
/// Coordinates are measured in deviations of the data where there are data, else of the prior, so
/// that one step looks about as large along each of them.
public protocol LatentSpace: Sendable {
    /// The middle of the space, where everything is reset to.
    var origin: LatentPoint { get }

    /// What can be moved, the most informative first.
    var coordinates: [LatentCoordinate] { get }

    /// The value of coordinate `index` at `point`, in deviations from its mean.
    func value(of index: Int, at point: LatentPoint) -> Double

    /// `point` with coordinate `index` at `value`, and all others where they are.
    func moving(_ point: LatentPoint, _ index: Int, to value: Double) -> LatentPoint

    /// How far apart two points are, in deviations.
    func distance(_ a: LatentPoint, _ b: LatentPoint) -> Double

    /// The ways that make sense from one point to another.
    var interpolations: [Interpolation] { get }

    /// The point at `t` in [0, 1] on the way from `start` to `end`; nil for a way that has to be
    /// searched for.
    func point(
        on interpolation: Interpolation, at t: Double, from start: LatentPoint, to end: LatentPoint
    ) -> LatentPoint?

    /// log p(z) of the prior, nats.
    func logDensity(at point: LatentPoint) -> Double

    /// A draw from the prior, or from its shape shrunk by `temperature` around a point.
    func random(
        temperature: Float, around center: LatentPoint?,
        using generator: inout some RandomNumberGenerator
    ) -> LatentPoint
}

/// Something of a latent space that one slider moves.
public struct LatentCoordinate: Sendable, Hashable {
    /// What it is called, such as `z3`.
    public var name: String
    /// Its Kullback–Leibler divergence from the prior, nats; nil where it is not known.
    public var divergence: Double?
    /// Whether it carries information; a dead one changes nothing.
    public var isActive: Bool
    /// Where 5, 25, 50, 75 and 95 % of the data lie below, in deviations; empty without data.
    public var quantiles: [Double]

    /// A coordinate of the given parts.
    public init(
        name: String, divergence: Double? = nil, isActive: Bool = true, quantiles: [Double] = []
    ) {
        self.name = name
        self.divergence = divergence
        self.isActive = isActive
        self.quantiles = quantiles
    }
}

/// A way from one point of a latent space to another.
public enum Interpolation: String, Sendable, CaseIterable {
    /// The straight line.
    case linear
    /// The arc between the two directions; for a standard normal prior of many dimensions.
    case spherical
    /// The way on which what is decoded changes least.
    case geodesic

    /// The way that a formula describes; nil for the geodesic, which has to be searched for.
    public var formula: LatentPath? {
        switch self {
        case .linear: .linear
        case .spherical: .spherical
        case .geodesic: nil
        }
    }
}
