/// A point of the latent space that was given a name to find it again.
public struct Bookmark: Hashable, Sendable {
    /// What it is called; no other bookmark of the model has that name.
    public var name: String
    /// The point, `[latentDimensions]`.
    public var z: [Float]
    /// What there is to say of it, if anything.
    public var note: String?

    /// A bookmark of the given parts.
    public init(name: String, z: [Float], note: String? = nil) {
        self.name = name
        self.z = z
        self.note = note
    }
}
