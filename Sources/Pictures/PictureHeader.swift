/// What the beginning of a picture file says of the picture.
package struct PictureHeader: Equatable, Sendable {
    /// What a file has that a picture in memory has not.
    package enum Trait: String, CaseIterable, Sendable {
        case sixteenBits = "16 bits a sample were rounded to 8"
        case palette = "a palette was turned into RGB"
        case transparency = "transparency was laid over white"
        case cmyk = "CMYK was turned into RGB"
        case orientation = "the camera's note on orientation (EXIF) was heeded"
    }

    /// The size in pixels.
    package let size: PictureSize
    /// Of the decoded picture: 1 for grey, 3 for RGB.
    package let channels: Int
    /// What decoding converts.
    package let traits: Set<Trait>

    /// A header that says so.
    package init(size: PictureSize, channels: Int, traits: Set<Trait>) {
        self.size = size
        self.channels = channels
        self.traits = traits
    }
}

/// The outcome of looking at the beginning of a picture file.
package enum PictureHeaderOutcome: Equatable, Sendable {
    /// The header, all of which was there.
    case header(PictureHeader)
    /// More of the file is needed to tell.
    case needsMore
}
