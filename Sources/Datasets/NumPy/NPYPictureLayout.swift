import Pictures
import Platform

/// How the dimensions of a NumPy array are those of pictures.
struct NPYPictureLayout: Equatable, Sendable {
    /// The number of pictures.
    let count: Int
    /// The shape of each.
    let shape: ExampleShape
    /// Whether the channels of a pixel are next to each other; else each channel is a plane.
    let isInterleaved: Bool
    /// How the dimensions were read, where there was a choice.
    let reading: String

    /// Reads the extents of the array at `path`.
    ///
    /// - Parameter size: the size the user asked for, which tells how to fold flat pictures.
    /// - Throws: `Failure` (`data`) if they are not those of pictures.
    init(_ header: NPYHeader, size: PictureSize?, path: String) throws(Failure) {
        let extents = header.extents
        guard let count = extents.first, count <= Int(Int32.max), extents.count > 1 else {
            throw Self.notPictures(header, path)
        }
        self.count = count
        switch extents.count {
        case 2:
            let elements = extents[1]
            let side = Int(Double(elements).squareRoot().rounded())
            let folded =
                if let size, size.width * size.height == elements {
                    size
                } else if side * side == elements {
                    PictureSize(width: side, height: side)
                } else {
                    PictureSize?.none
                }
            guard let folded else {
                throw Failure(
                    .data, "\(elements) elements are no square picture", at: path,
                    remedy: "say the size with --size WxH, or save [count, height, width]")
            }
            shape = ExampleShape(channels: 1, height: folded.height, width: folded.width)
            isInterleaved = false
            reading = "each of \(folded)"
        case 3:
            shape = ExampleShape(channels: 1, height: extents[1], width: extents[2])
            isInterleaved = false
            reading = ""
        case 4:
            let isFirst = extents[1] == 1 || extents[1] == 3
            let isLast = extents[3] == 1 || extents[3] == 3
            guard isFirst || isLast else { throw Self.notPictures(header, path) }
            isInterleaved = isLast
            shape =
                isLast
                ? ExampleShape(channels: extents[3], height: extents[1], width: extents[2])
                : ExampleShape(channels: extents[1], height: extents[2], width: extents[3])
            reading =
                isFirst && isLast
                ? "read as [count, height, width, channels]"
                : isLast ? "channels last" : "channels first"
        default: throw Self.notPictures(header, path)
        }
    }

    /// Where the sample at `index` of a picture in the file belongs in `[channels, height, width]`.
    @inline(__always)
    func planarIndex(_ index: Int) -> Int {
        guard isInterleaved else { return index }
        let (pixel, channel) = index.quotientAndRemainder(dividingBy: shape.channels)
        return channel * shape.height * shape.width + pixel
    }

    private static func notPictures(_ header: NPYHeader, _ path: String) -> Failure {
        Failure(
            .data, "an array \(header.extentsText) is not one of pictures", at: path,
            remedy: """
                save [count, height, width], or that with 1 or 3 channels first or last
                """)
    }
}
