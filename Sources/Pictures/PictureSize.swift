import Platform

/// The size of a picture in pixels.
public struct PictureSize: Hashable, Sendable, CustomStringConvertible {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int

    /// Creates a size; both sides must be positive.
    public init(width: Int, height: Int) {
        require(
            width > 0 && height > 0, "a picture has at least one pixel, not \(width)x\(height)")
        self.width = width
        self.height = height
    }

    /// Width and height, for instance `64x48`.
    public var description: String { "\(width)x\(height)" }
}
