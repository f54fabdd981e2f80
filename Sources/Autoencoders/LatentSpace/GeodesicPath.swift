/// A curve of least total change from one point of the latent space to another.
public struct GeodesicPath: Sendable, Equatable {
    /// Points on the curve, its ends first and last, `[steps + 1][latentDimensions]`.
    public let points: [[Float]]
    /// The Fisher–Rao length of each step, `[steps]`.
    public let changes: [Double]
    /// What was minimised, at these points.
    public let measure: Double
    /// The path that the search started from.
    public let start: LatentPath
    /// What was minimised, at the points of that path; `measure` is not above it.
    public let startMeasure: Double
    /// How low the density of the data gets along the points, as a share of held-out examples in
    /// [0, 1]; nil where no density was given.
    public let lowestDensityPercentile: Double?
    /// How many times the curve was moved.
    public let iterations: Int

    /// The length of the curve: the sum of `changes`.
    public var change: Double { changes.reduce(0, +) }
}
