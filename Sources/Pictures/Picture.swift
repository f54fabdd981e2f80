import Platform

/// A grey or RGB picture of 8-bit samples.
///
/// The samples are encoded as sRGB, as in a PNG; 0 is black and 255 is white.
public struct Picture: Sendable, Equatable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Samples of a pixel: 1 is grey, 3 is red, green, blue.
    public let channels: Int
    /// The samples, `[height, width, channels]`, row-major.
    public private(set) var pixels: [UInt8]

    /// A picture of `pixels` laid out `[height, width, channels]`.
    public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        let size = Picture.sampleCount(width, height, channels)
        require(
            pixels.count == size,
            "a picture of \(width)x\(height)x\(channels) needs \(size) bytes, not \(pixels.count)")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// A picture of one level, black unless told otherwise.
    public init(width: Int, height: Int, channels: Int, level: UInt8 = 0) {
        let size = Picture.sampleCount(width, height, channels)
        self.init(
            width: width, height: height, channels: channels,
            pixels: [UInt8](repeating: level, count: size))
    }

    /// The sample at column `x` and row `y`, both counted from the upper left.
    public subscript(x x: Int, y y: Int, channel channel: Int = 0) -> UInt8 {
        get { pixels[index(x, y, channel)] }
        set { pixels[index(x, y, channel)] = newValue }
    }

    private func index(_ x: Int, _ y: Int, _ channel: Int) -> Int {
        require(
            x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels,
            "sample (\(x), \(y), \(channel)) is outside a picture of \(width)x\(height)x\(channels)"
        )
        return (y * width + x) * channels + channel
    }

    /// Copies the rows of a part of `other`, which lies within both pictures.
    mutating func copyRows(
        of other: Picture, from source: (x: Int, y: Int), to target: (x: Int, y: Int),
        size: PictureSize
    ) {
        let length = size.width * channels
        other.pixels.withUnsafeBytes { from in
            pixels.withUnsafeMutableBytes { to in
                for row in 0..<size.height {
                    let start = ((source.y + row) * other.width + source.x) * channels
                    let place = ((target.y + row) * width + target.x) * channels
                    UnsafeMutableRawBufferPointer(rebasing: to[place..<place + length])
                        .copyMemory(
                            from: UnsafeRawBufferPointer(rebasing: from[start..<start + length]))
                }
            }
        }
    }

    /// How many samples a picture has; traps for a size that is none.
    static func sampleCount(_ width: Int, _ height: Int, _ channels: Int) -> Int {
        require(
            width > 0 && height > 0, "a picture has at least one pixel, not \(width)x\(height)")
        require(channels == 1 || channels == 3, "channels must be 1 or 3, not \(channels)")
        return width * height * channels
    }
}
