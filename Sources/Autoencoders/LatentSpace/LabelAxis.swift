import Platform

/// A direction of the latent space that has to do with labels.
public struct LabelAxis: Sendable, Equatable {
    /// The direction, of length 1, `[latentDimensions]`.
    public let direction: [Float]
    /// The mean of the data, where projections are 0, `[latentDimensions]`.
    public let center: [Float]
    /// The standard deviation of the aggregate posterior along the direction.
    public let deviation: Double

    /// direction · (z − center), in units of the latents; divided by `deviation`, in those of the
    /// data.
    ///
    /// - Precondition: `z` has as many latents as the axis.
    public func projection(of z: [Float]) -> Double {
        require(
            z.count == direction.count,
            "LabelAxis: a point of \(z.count) latents, a direction of \(direction.count)")
        return z.indices.reduce(0) {
            $0 + Double(direction[$1]) * (Double(z[$1]) - Double(center[$1]))
        }
    }
}
