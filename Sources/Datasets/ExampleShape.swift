import Platform

/// The shape of one example: channels, height and width, in this order in memory.
public struct ExampleShape: Hashable, Sendable, CustomStringConvertible {
    /// The number of colour channels: 1 for grey, 3 for colour.
    public let channels: Int
    /// The height in pixels.
    public let height: Int
    /// The width in pixels.
    public let width: Int

    /// Creates a shape; every extent must be positive.
    public init(channels: Int, height: Int, width: Int) {
        require(
            channels > 0 && height > 0 && width > 0,
            "ExampleShape: extents must be positive, not \(channels)x\(height)x\(width)")
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// The number of values in one example: channels · height · width.
    public var elementCount: Int { channels * height * width }

    /// Channels, height and width, for instance `1x28x28`.
    public var description: String { "\(channels)x\(height)x\(width)" }
}
