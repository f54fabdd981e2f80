public import Autoencoders
import Glibc
import Platform

/// The latent space of a standard normal prior, its coordinates scaled to the data.
public struct GaussianLatentSpace: LatentSpace {
    /// The latents, by falling divergence where it is known.
    public let coordinates: [LatentCoordinate]
    /// The latent that each coordinate moves.
    private let latents: [Int]
    private let means: [Double]
    private let deviations: [Double]

    /// The space of `latentDimensions` latents, of which nothing is known but the prior.
    public init(latentDimensions: Int) {
        latents = Array(0..<latentDimensions)
        means = Array(repeating: 0, count: latentDimensions)
        deviations = Array(repeating: 1, count: latentDimensions)
        coordinates = latents.map { LatentCoordinate(name: "z\($0)") }
    }

    /// The space that data described by `statistics` fill.
    public init(_ statistics: LatentStatistics) {
        latents = statistics.order
        means = statistics.latents.map(\.mean)
        deviations = statistics.deviations
        coordinates = statistics.order.map { index in
            let latent = statistics.latents[index]
            return LatentCoordinate(
                name: "z\(index)", divergence: latent.divergence, isActive: latent.isActive,
                quantiles: latent.quantiles.map { ($0 - latent.mean) / latent.deviation })
        }
    }

    /// All latents zero.
    public var origin: LatentPoint { LatentPoint(repeating: 0, count: latents.count) }

    /// (z − mean) / deviation of the latent.
    public func value(of index: Int, at point: LatentPoint) -> Double {
        let latent = latents[index]
        return (Double(point[latent]) - means[latent]) / deviations[latent]
    }

    /// Sets one latent.
    public func moving(_ point: LatentPoint, _ index: Int, to value: Double) -> LatentPoint {
        var point = point
        let latent = latents[index]
        point[latent] = Float(means[latent] + value * deviations[latent])
        return point
    }

    /// √Σ ((aᵢ − bᵢ) / deviationᵢ)².
    public func distance(_ a: LatentPoint, _ b: LatentPoint) -> Double {
        require(a.count == b.count, "distance: \(a.count) latents and \(b.count)")
        var sum = 0.0
        for latent in a.indices {
            let part = (Double(a[latent]) - Double(b[latent])) / deviations[latent]
            sum += part * part
        }
        return sum.squareRoot()
    }

    /// Up to three dimensions a normal distribution is no shell: there is no arc to keep to.
    public var interpolations: [Interpolation] {
        latents.count > 3 ? Interpolation.allCases : [.linear, .geodesic]
    }

    /// By the formula of linear or spherical interpolation.
    public func point(
        on interpolation: Interpolation, at t: Double, from start: LatentPoint, to end: LatentPoint
    ) -> LatentPoint? {
        interpolation.formula?.point(at: t, from: start, to: end)
    }

    /// −½ Σ z² − (d / 2) log 2π.
    public func logDensity(at point: LatentPoint) -> Double {
        let square = point.reduce(0.0) { $0 + Double($1) * Double($1) }
        return -0.5 * (square + Double(point.count) * log(2 * Double.pi))
    }

    /// Standard normal numbers times `temperature`, around the origin or around `center`.
    public func random(
        temperature: Float, around center: LatentPoint?,
        using generator: inout some RandomNumberGenerator
    ) -> LatentPoint {
        (center ?? origin).map { $0 + temperature * GaussianLatentSpace.normal(&generator) }
    }

    /// A standard normal number, by the transform of Box and Muller.
    private static func normal(_ generator: inout some RandomNumberGenerator) -> Float {
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
        return Float(radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &generator)))
    }
}
