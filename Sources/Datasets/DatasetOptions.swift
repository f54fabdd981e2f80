public import Pictures

/// What may be asked of a data set when it is opened.
public struct DatasetOptions: Hashable, Sendable {
    /// The size to bring every picture to; as they are if nil.
    public var size: PictureSize?
    /// What to do where a picture and that size differ in proportion.
    public var fit: PictureFit
    /// The folder in which decoded pictures are kept; if nil, they are decoded each time.
    ///
    /// It need not exist, and belongs to this data set: the decoded pictures of others go.
    public var cache: String?

    /// Creates options; without any, pictures stay as they are.
    public init(size: PictureSize? = nil, fit: PictureFit = .crop, cache: String? = nil) {
        self.size = size
        self.fit = fit
        self.cache = cache
    }
}
