/// How stored pixels must be turned to show a picture upright, numbered as in EXIF.
///
/// (CIPA DC-008, "Exchangeable image file format", tag 274.)
package enum PictureOrientation: Int, CaseIterable, Sendable {
    case upright = 1
    case mirrored, upsideDown, upsideDownMirrored
    case transposed, turnedRight, transposedUpsideDown, turnedLeft

    /// Whether width and height change places.
    package var swapsSides: Bool { rawValue >= Self.transposed.rawValue }
}

extension PictureSize {
    /// The size of a picture of this size once it is turned.
    package func turned(_ orientation: PictureOrientation) -> PictureSize {
        orientation.swapsSides ? PictureSize(width: height, height: width) : self
    }
}

extension Picture {
    /// The picture that shows these stored pixels upright.
    package func turned(_ orientation: PictureOrientation) -> Picture {
        if orientation == .upright { return self }
        // Where the upper left pixel comes from, and how far a step to the right and a step down
        // lead there, in pixels.
        let (right, bottom) = (width - 1, (height - 1) * width)
        let (start, across, down) =
            switch orientation {
            case .upright: (0, 1, width)
            case .mirrored: (right, -1, width)
            case .upsideDown: (right + bottom, -1, -width)
            case .upsideDownMirrored: (bottom, 1, -width)
            case .transposed: (0, width, 1)
            case .turnedRight: (bottom, -width, 1)
            case .transposedUpsideDown: (right + bottom, -width, -1)
            case .turnedLeft: (right, width, -1)
            }
        let size = size.turned(orientation)
        let turned = pixels.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
                for y in 0..<size.height {
                    var place = start + y * down
                    for _ in 0..<size.width {
                        for channel in 0..<channels {
                            target[count] = source[place * channels + channel]
                            count += 1
                        }
                        place += across
                    }
                }
            }
        }
        return Picture(
            width: size.width, height: size.height, channels: channels, pixels: turned)
    }
}
