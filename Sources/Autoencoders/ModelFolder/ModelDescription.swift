/// The content of `config.json`: a model, and the data that it was made for.
public struct ModelDescription: Sendable, Equatable, Codable {
    /// What kind of file this is.
    public var format = "swift-vae"
    /// The version of the form.
    public var version = 1
    /// The model.
    public var model: ModelConfiguration
    /// The data contract.
    public var data: DataContract

    /// A description of the given parts.
    public init(model: ModelConfiguration, data: DataContract) {
        self.model = model
        self.data = data
    }
}

/// What a model expects of data, and which data it saw.
public struct DataContract: Sendable, Equatable, Codable {
    /// A known name or a path, as the user gave it.
    public var source: String
    /// The size that pictures were brought to, width x height as in `64x48`; nil is their own.
    public var size: String?
    /// How they were brought to it; nil with no size.
    public var fit: String?
    /// Eight hex digits that tell these data from others.
    public var fingerprint: String
    /// The names of the labels, if they have names.
    public var classNames: [String]?
    /// The seed that drew test and validation parts.
    public var splitSeed: UInt64
    /// How much was set aside for validation: a number below 1 is a share.
    public var validation: Double
    /// Only so many training examples were used; nil means all.
    public var limit: Int?

    /// A contract of the given parts.
    public init(
        source: String, size: String? = nil, fit: String? = nil, fingerprint: String,
        classNames: [String]?, splitSeed: UInt64,
        validation: Double, limit: Int?
    ) {
        self.source = source
        self.size = size
        self.fit = fit
        self.fingerprint = fingerprint
        self.classNames = classNames
        self.splitSeed = splitSeed
        self.validation = validation
        self.limit = limit
    }
}
