import CPNG
public import Platform

/// Pictures as PNG files, through libpng.
public enum PNG {
    /// The most pixels a side that are read or written.
    public static let maximumSide = 16_384

    /// The bytes of a PNG file that holds `picture`: 8-bit grey or RGB, not interlaced.
    ///
    /// - Throws: `Failure` (`data`) for a picture over `maximumSide`, (`unavailable`) if libpng
    ///   gives up, for instance for want of memory.
    public static func encode(_ picture: Picture) throws(Failure) -> [UInt8] {
        try checkSize(picture.width, picture.height, "picture")
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(picture.width)
        image.height = png_uint_32(picture.height)
        image.format = picture.channels == 3 ? png_uint_32(PNG_FORMAT_RGB) : 0
        defer { png_image_free(&image) }

        var isWritten = false
        let bytes = [UInt8](unsafeUninitializedCapacity: cpng_maximum_size(&image)) {
            buffer, count in
            var size = png_alloc_size_t(buffer.count)
            isWritten =
                png_image_write_to_memory(
                    &image, buffer.baseAddress, &size, 0, picture.pixels, 0, nil) != 0
            count = isWritten ? Int(size) : 0
        }
        guard isWritten else {
            throw Failure(
                .unavailable, "PNG cannot be written (\(String(cString: cpng_message(&image))))",
                at: "\(picture.width)x\(picture.height) picture", remedy: "free some memory")
        }
        return bytes
    }

    /// Writes `picture` as the PNG file at `path`, whole or not at all.
    ///
    /// - Throws: `Failure` as `encode(_:)` does, (`cannotCreate` or `inputOutput`) for the file.
    public static func write(_ picture: Picture, to path: String) throws(Failure) {
        try AtomicFile.write(try encode(picture), to: path)
    }

    /// Reads the PNG file at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read, (`data`) as `decode` does.
    public static func read(_ path: String) throws(Failure) -> Picture {
        try decode(try FileSystem.read(path), name: path)
    }

    static func checkSize(_ width: Int, _ height: Int, _ name: String) throws(Failure) {
        guard max(width, height) <= maximumSide else {
            throw Failure(
                .data, "picture of \(width)x\(height) is too large", at: name,
                remedy: "at most \(maximumSide) pixels a side are possible")
        }
    }
}
