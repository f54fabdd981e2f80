public import Platform

/// Pictures from the files of Netpbm: PGM, which is grey, and PPM, which is RGB.
///
/// The formats are described at https://netpbm.sourceforge.net/doc/pgm.html and `ppm.html`.
public enum PNM {
    /// The most pixels a side that are read.
    public static let maximumSide = PNG.maximumSide

    /// The picture in the file that `bytes` is; `name` is what errors call it.
    ///
    /// P2 and P3, in decimal, and P5 and P6, in binary, are read. A sample v of a file whose
    /// white is m becomes `round(255 · v / m)`.
    ///
    /// - Throws: `Failure` (`data`) for what is no such file, truncated, corrupt or over
    ///   `maximumSide`.
    public static func decode(_ bytes: [UInt8], name: String) throws(Failure) -> Picture {
        var reader = try PNMReader(bytes, name: name)
        guard let header = try reader.header() else { throw reader.truncated() }
        let count = header.size.width * header.size.height * header.channels
        let pixels =
            reader.isBinary
            ? try reader.binarySamples(count, white: reader.white)
            : try reader.decimalSamples(count, white: reader.white)
        return Picture(
            width: header.size.width, height: header.size.height, channels: header.channels,
            pixels: pixels)
    }

    /// Whether `bytes` begin as a file of Netpbm does.
    package static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 3 && bytes[0] == UInt8(ascii: "P")
            && (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(bytes[1])
            && (PNMReader.isSpace(bytes[2]) || bytes[2] == UInt8(ascii: "#"))
    }

    /// What the beginning of a file of Netpbm says of the picture.
    ///
    /// - Throws: `Failure` (`data`) if the header is corrupt.
    package static func header(
        _ bytes: [UInt8], name: String
    ) throws(Failure) -> PictureHeaderOutcome {
        var reader = try PNMReader(bytes, name: name)
        return try reader.header().map { .header($0) } ?? .needsMore
    }
}
