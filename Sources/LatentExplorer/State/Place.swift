/// What undo brings back: where a person stands, and what they have marked.
public struct Place: Sendable, Hashable {
    /// The point that is decoded.
    public var z: LatentPoint
    /// The example it came from; the ghost marks and the error refer to it.
    public var example: ExampleReference?
    /// The posterior mean of that example where it is of another part than the one that is shown.
    var exampleMean: LatentPoint?
    /// Points to walk between, in order.
    public var anchors: [Anchor] = []
    /// Where on the path z stands: 0 is the first anchor, 1 the second, and so on.
    public var pathPosition = 0.0
    /// Points that are kept beside the model.
    public var bookmarks: [Bookmark] = []
    /// What the sliders move.
    public var sliders = Sliders.latents
    /// Examples are stepped through within this label; nil for all of them.
    public var label: Int32?

    /// A place at `z`.
    public init(z: LatentPoint) { self.z = z }
}

/// A point to walk from or to.
public struct Anchor: Sendable, Hashable {
    /// A letter, or what a person called it.
    public var name: String
    /// The point.
    public var z: LatentPoint
    /// The example that was loaded there.
    public var example: ExampleReference?

    /// An anchor of the given parts.
    public init(name: String, z: LatentPoint, example: ExampleReference? = nil) {
        self.name = name
        self.z = z
        self.example = example
    }
}

/// What the sliders move.
public enum Sliders: Sendable, Hashable {
    /// The coordinates of the latent space.
    case latents
    /// Directions that change the picture most around `base`, the strongest first.
    case local([LocalDirection], base: LatentPoint)
}

/// A direction of the latent space and how much it changes what is decoded.
public struct LocalDirection: Sendable, Hashable {
    /// Of length 1 in latent units, `[latentDimensions]`.
    public var direction: [Float]
    /// Fisher–Rao length of the change for a step of 1.
    public var change: Double

    /// A direction of the given parts.
    public init(direction: [Float], change: Double) {
        self.direction = direction
        self.change = change
    }
}
