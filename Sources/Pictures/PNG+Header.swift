package import Platform

extension PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// What the beginning of a PNG file, signature included, says of the picture.
    ///
    /// Decoding checks what is read here; this only walks over the chunks before the pixels.
    ///
    /// - Throws: `Failure` (`data`) if the header is none of a PNG file.
    package static func header(
        _ bytes: [UInt8], name: String
    ) throws(Failure) -> PictureHeaderOutcome {
        func number(at start: Int) -> Int {
            bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard bytes.count >= 33 else { return .needsMore }
        let (width, height, depth, color) = (number(at: 16), number(at: 20), bytes[24], bytes[25])
        guard bytes[12..<16].elementsEqual("IHDR".utf8), width > 0, height > 0 else {
            throw Failure(
                .data, "PNG file is corrupt (no valid header)", at: name, remedy: "copy it again")
        }
        try checkSize(width, height, name)

        var traits = Set<PictureHeader.Trait>()
        if depth == 16 { traits.insert(.sixteenBits) }
        if color == 3 { traits.insert(.palette) }
        if color == 4 || color == 6 { traits.insert(.transparency) }
        // What is transparent in a file without an alpha channel stands in a chunk before the
        // pixels: its length in four bytes, a name in four, the content, a checksum in four.
        var start = 33
        while true {
            guard start + 8 <= bytes.count else { return .needsMore }
            let kind = bytes[start + 4..<start + 8]
            if kind.elementsEqual("tRNS".utf8) { traits.insert(.transparency) }
            if kind.elementsEqual("IDAT".utf8) || kind.elementsEqual("IEND".utf8) { break }
            start += 12 + number(at: start)
        }
        return .header(
            PictureHeader(
                size: PictureSize(width: width, height: height),
                channels: color == 0 || color == 4 ? 1 : 3, traits: traits))
    }
}
