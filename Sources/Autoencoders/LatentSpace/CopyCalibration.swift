import Platform

/// Tells a picture that copies an example from one that is as far from all as pictures usually are.
///
/// A decoded picture is near to some example in any case. So its distance to the nearest, and how
/// much nearer that is than the second, are compared with those of reconstructions of held-out
/// examples, which cannot be copies. (The ratio is that of Lowe, "Distinctive image features",
/// 2004; for copies see Carlini et al., "Extracting training data from diffusion models", 2023.)
public struct CopyCalibration: Sendable, Equatable {
    /// How new a picture is.
    public enum Verdict: Sendable, Equatable {
        /// Distance and ratio are both lower than those of held-out reconstructions.
        case copy
        /// One of the two is.
        case close
        /// Neither is.
        case new
    }

    /// As many reconstructions as are worth measuring.
    public static let enough = 500

    /// From held-out reconstructions to their nearest examples.
    public let distances: EmpiricalDistribution
    /// Those distances over the ones to the second nearest, in [0, 1].
    public let ratios: EmpiricalDistribution

    /// Calibrates by what was measured of held-out reconstructions.
    ///
    /// - Precondition: there is at least one of each.
    public init(distances: [Double], ratios: [Double]) {
        self.distances = EmpiricalDistribution(distances)
        self.ratios = EmpiricalDistribution(ratios)
    }

    /// Calibrates by up to `enough` of `reconstructions`, evenly picked; nil where `isCancelled`,
    /// asked before each, says so.
    ///
    /// - Parameters:
    ///   - reconstructions: 8-bit pixels of held-out examples' reconstructions, `[n, elements]`.
    ///   - pictures: 8-bit pixels of the examples trained on, `[rows, elements]`.
    /// - Precondition: rows are whole, and there is at least one in each.
    public init?(
        reconstructions: UnsafeBufferPointer<UInt8>, elements: Int,
        pictures: UnsafeBufferPointer<UInt8>, isCancelled: () -> Bool = { false }
    ) {
        require(
            elements > 0 && reconstructions.count.isMultiple(of: elements)
                && reconstructions.count > 0 && pictures.count > 0,
            "CopyCalibration: \(reconstructions.count) and \(pictures.count) pixels are not "
                + "pictures of \(elements)")
        var (distances, ratios) = ([Double](), [Double]())
        let rows = evenPicks(
            atMost: CopyCalibration.enough, of: reconstructions.count / elements)
        for row in rows {
            if isCancelled() { return nil }
            let picture = Array(reconstructions[row * elements..<(row + 1) * elements])
            let nearest = NearestNeighbours.byPixels(pictures, to: picture, count: 2)
            distances.append(nearest[0].distance)
            ratios.append(CopyCalibration.ratio(of: nearest))
        }
        self.init(distances: distances, ratios: ratios)
    }

    /// The first distance over the second, in [0, 1]; 1 where there is no second or both are 0.
    public static func ratio(of nearest: [Neighbour]) -> Double {
        guard nearest.count > 1, nearest[1].distance > 0 else { return 1 }
        return nearest[0].distance / nearest[1].distance
    }

    /// What a picture is whose nearest example is at `distance`, `ratio` of that of the second.
    ///
    /// A distance is low below the first percentile of the held-out ones, a ratio below the fifth.
    public func verdict(distance: Double, ratio: Double) -> Verdict {
        switch (distance < distances.quantile(0.01), ratio < ratios.quantile(0.05)) {
        case (true, true): .copy
        case (false, false): .new
        default: .close
        }
    }

    /// The 5 to 95 % range of the held-out distances.
    public var distanceRange: ClosedRange<Double> { usualRange(of: distances) }

    /// The 5 to 95 % range of the held-out ratios.
    public var ratioRange: ClosedRange<Double> { usualRange(of: ratios) }

    private func usualRange(of values: EmpiricalDistribution) -> ClosedRange<Double> {
        values.quantile(0.05)...values.quantile(0.95)
    }
}
