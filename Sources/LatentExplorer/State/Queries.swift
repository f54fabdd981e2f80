public import Autoencoders

/// Something that only the model or the data can tell, asked of the driver.
///
/// The screen's questions are a function of the state, so nothing queues up: whoever answers looks
/// at the newest questions each time, and an answer to an old one is dropped.
public enum Query: Sendable, Hashable {
    /// What is decoded at `z`.
    case picture(z: LatentPoint, mode: PictureMode)
    /// An example as the model sees it.
    case original(ExampleReference)
    /// What is decoded at points that differ in one coordinate.
    case sweep([LatentPoint])
    /// Where z stands among the prior and the data.
    case standing(z: LatentPoint)
    /// The examples nearest to z.
    case neighbors(z: LatentPoint, by: NeighborSpace, count: Int)
    /// How long a way is, and for a geodesic where it runs.
    case path(anchors: [LatentPoint], Interpolation)
    /// What is decoded along the chosen way.
    case film([LatentPoint])
    /// What is decoded on a grid.
    case grid([LatentPoint])
    /// The directions that change the picture most at `z`.
    case localDirections(z: LatentPoint)

    /// The part of the screen that the answer is for: one answer is kept for each.
    public enum Slot: Sendable, Hashable {
        case picture, original, sweep, standing, neighbors, film, grid, localDirections
        case path(Interpolation)

        /// What is answered from the density of the examples.
        public static let ofDensity = Set(
            [.standing, .neighbors] + Interpolation.allCases.map { Slot.path($0) })
    }

    /// Where the answer goes.
    public var slot: Slot {
        switch self {
        case .picture: .picture
        case .original: .original
        case .sweep: .sweep
        case .standing: .standing
        case .neighbors: .neighbors
        case .path(_, let interpolation): .path(interpolation)
        case .film: .film
        case .grid: .grid
        case .localDirections: .localDirections
        }
    }
}

/// What of the decoded distribution is shown.
public enum PictureMode: Sendable, Hashable {
    /// The mean of p(x | z).
    case mean
    /// The mean of p(x | z′) for a draw z′ from the posterior of what is decoded at z.
    case sample(seed: UInt64)
    /// The deviation of each pixel over such draws.
    case deviation
}

/// What makes two examples near.
public enum NeighborSpace: String, Sendable, Hashable {
    /// The posterior means, in deviations.
    case latents
    /// The pixels, root mean square.
    case pixels
}

/// An answer to a `Query`.
public enum Answer: Sendable {
    /// To `picture`, `original`, `sweep`, `film` and `grid`: a thing for each point.
    case decoded([Decoded])
    /// To `standing`.
    case standing(Standing)
    /// To `neighbors`.
    case neighbors(Neighbors)
    /// To `path`.
    case path(PathReport)
    /// To `localDirections`.
    case localDirections([LocalDirection])
    /// There is nothing to answer, for the reason given.
    case none(String)
}

/// Where a point stands among the prior's draws, the data, and what the model can tell apart.
public struct Standing: Sendable, Hashable {
    /// The distance of z from z′, encoded from what is decoded at z, in deviations.
    public var roundTripDistance: Double
    /// z′ itself, to snap to.
    public var roundTrip: LatentPoint
    /// The share of the prior's own draws that have a higher density; 0 is the mode.
    public var priorPercentile: Double
    /// The share of held-out codes that have a lower density; nil without data.
    public var densityPercentile: Double?

    /// A standing of the given parts.
    public init(
        roundTripDistance: Double, roundTrip: LatentPoint, priorPercentile: Double,
        densityPercentile: Double?
    ) {
        self.roundTripDistance = roundTripDistance
        self.roundTrip = roundTrip
        self.priorPercentile = priorPercentile
        self.densityPercentile = densityPercentile
    }
}

/// The examples nearest to a point, the nearest first.
public struct Neighbors: Sendable, Hashable {
    /// An example near by.
    public struct Neighbor: Sendable, Hashable {
        /// Which it is.
        public var example: ExampleReference
        /// Its class.
        public var label: Int32?
        /// How far it is, in deviations or as root mean square of pixels.
        public var distance: Double
        /// Its posterior mean; nil where it is not at hand.
        public var z: LatentPoint?
        /// What it looks like; nil where its pixels are not at hand.
        public var picture: Decoded?

        /// A neighbour of the given parts.
        public init(
            example: ExampleReference, label: Int32?, distance: Double, z: LatentPoint?,
            picture: Decoded?
        ) {
            self.example = example
            self.label = label
            self.distance = distance
            self.z = z
            self.picture = picture
        }
    }

    /// The neighbours, the nearest first.
    public var neighbors: [Neighbor]
    /// Whether what is decoded copies an example; nil where that cannot be told.
    public var verdict: CopyVerdict?

    /// Neighbours as given.
    public init(neighbors: [Neighbor], verdict: CopyVerdict?) {
        self.neighbors = neighbors
        self.verdict = verdict
    }
}

/// Whether what is decoded is a copy of an example.
public struct CopyVerdict: Sendable, Hashable {
    /// What the distance says beside those of held-out reconstructions.
    public var kind: CopyCalibration.Verdict
    /// Root mean square distance in pixels to the nearest example.
    public var distance: Double
    /// Where 5 and 95 % of held-out reconstructions lie below.
    public var heldOutRange: ClosedRange<Double>

    /// A verdict of the given parts.
    public init(
        kind: CopyCalibration.Verdict, distance: Double, heldOutRange: ClosedRange<Double>
    ) {
        self.kind = kind
        self.distance = distance
        self.heldOutRange = heldOutRange
    }
}

/// What a way from anchor to anchor is like.
public struct PathReport: Sendable, Hashable {
    /// Its points at equal steps of the path's position, `steps` from each anchor to the next.
    public var points: [LatentPoint]
    /// Points from an anchor to the next, the first counted.
    public var stepsPerSegment: Int
    /// The length of the change of what is decoded (Fisher–Rao).
    public var change: Double
    /// The lowest density percentile on the way; nil without data.
    public var lowestDensity: Double?

    /// Whether the way leads through a place where hardly any data lie.
    public var hasHole: Bool { lowestDensity.map { $0 < 0.05 } ?? false }

    /// A report of the given parts.
    public init(
        points: [LatentPoint], stepsPerSegment: Int, change: Double, lowestDensity: Double?
    ) {
        self.points = points
        self.stepsPerSegment = stepsPerSegment
        self.change = change
        self.lowestDensity = lowestDensity
    }
}
