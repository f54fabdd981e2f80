public import Pictures

/// What may be asked of a data set when it is opened.
public struct DatasetOptions: Hashable, Sendable {
    /// The size to bring every picture to; as they are if nil.
    public var size: PictureSize?
    /// What to do where a picture and that size differ in proportion.
    public var fit: PictureFit

    /// Creates options; without any, pictures stay as they are.
    public init(size: PictureSize? = nil, fit: PictureFit = .crop) {
        self.size = size
        self.fit = fit
    }
}
