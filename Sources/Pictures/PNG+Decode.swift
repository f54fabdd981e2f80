import CPNG
public import Platform

extension PNG {
    /// The picture in the PNG file that `bytes` is; `name` is what errors call it.
    ///
    /// A grey file becomes 8-bit grey, every other (a palette too) 8-bit RGB. Sixteen bits are
    /// rounded to eight. What is transparent is laid over the grey `background`, white unless told
    /// otherwise, mixed as light (a gamma of 2.2).
    ///
    /// - Throws: `Failure` (`data`) for what is no PNG, truncated, corrupt or over `maximumSide`.
    public static func decode(
        _ bytes: [UInt8], name: String, background: UInt8 = 255
    ) throws(Failure) -> Picture {
        try checkWhole(bytes, name)
        return try bytes.withUnsafeBytes { decodeWhole($0, name, background) }.get()
    }

    private static func decodeWhole(
        _ bytes: UnsafeRawBufferPointer, _ name: String, _ level: UInt8
    ) -> Result<Picture, Failure> {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
            return .failure(corrupt(&image, name))
        }
        let (width, height) = (Int(image.width), Int(image.height))
        do throws(Failure) { try checkSize(width, height, name) } catch { return .failure(error) }

        // Without the flag libpng takes sixteen bits for linear light.
        image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
        image.format &= png_uint_32(PNG_FORMAT_FLAG_COLOR)
        let channels = image.format == 0 ? 1 : 3
        var background = png_color(red: level, green: level, blue: level)
        var isRead = false
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * channels) {
            buffer, count in
            isRead = png_image_finish_read(&image, &background, buffer.baseAddress, 0, nil) != 0
            count = isRead ? width * height * channels : 0
        }
        guard isRead else { return .failure(corrupt(&image, name)) }
        return .success(Picture(width: width, height: height, channels: channels, pixels: pixels))
    }

    /// Walks from chunk to chunk to `IEND`, which tells a truncated file from a corrupt one;
    /// libpng does not look at what follows the last row.
    private static func checkWhole(_ bytes: [UInt8], _ name: String) throws(Failure) {
        guard !bytes.isEmpty, bytes.prefix(8) == PNG.signature.prefix(bytes.count) else {
            throw Failure(.data, "not a PNG file", at: name, remedy: "name a PNG file")
        }
        // A chunk: its length in four bytes, a name in four, the content, a checksum in four.
        var start = 8
        while start + 12 <= bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let isLast = bytes[start + 4..<start + 8].elementsEqual("IEND".utf8)
            start += 12 + length
            if isLast && start <= bytes.count { return }
        }
        throw Failure(.data, "PNG file is truncated", at: name, remedy: "copy it again")
    }

    private static func corrupt(_ image: inout png_image, _ name: String) -> Failure {
        let message = String(cString: cpng_message(&image))
        return Failure(
            .data, "PNG file is corrupt (\(message))", at: name, remedy: "copy it again")
    }
}
