extension JPEG {
    /// How the camera says that the picture must be turned.
    ///
    /// The note stands in the EXIF data of the first APP1 segment that has such. What is missing,
    /// damaged or out of range counts as upright.
    static func orientation(_ bytes: [UInt8]) -> PictureOrientation {
        // A segment: 0xFF, once or more, a marker, and a length that counts its own two bytes.
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            // Behind the start of a scan there are pixels.
            if marker == 0xDA { break }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let content = bytes[place + 4..<max(place + 4, min(place + 2 + length, bytes.count))]
            if marker == 0xE1, content.starts(with: Array("Exif".utf8) + [0, 0]) {
                return EXIFReader(content.dropFirst(6))?.orientation ?? .upright
            }
            place += 2 + length
        }
        return .upright
    }
}

/// Reads EXIF data, which have the form of a TIFF file.
private struct EXIFReader {
    private let bytes: ArraySlice<UInt8>
    private let isLowFirst: Bool

    /// Nil if the data name no byte order.
    init?(_ bytes: ArraySlice<UInt8>) {
        if bytes.starts(with: Array("II*".utf8) + [0]) {
            isLowFirst = true
        } else if bytes.starts(with: Array("MM".utf8) + [0] + Array("*".utf8)) {
            isLowFirst = false
        } else {
            return nil
        }
        self.bytes = bytes
    }

    /// The entry 0x0112 of the first directory, one number of 16 bits.
    var orientation: PictureOrientation? {
        guard let directory = number(at: 4, size: 4), let count = number(at: directory, size: 2)
        else { return nil }
        // An entry: tag, type, number of values, and as much as four bytes of these.
        for entry in (0..<count).lazy.map({ directory + 2 + 12 * $0 }) {
            guard let tag = number(at: entry, size: 2) else { return nil }
            guard tag == 0x0112 else { continue }
            guard number(at: entry + 2, size: 2) == 3, number(at: entry + 4, size: 4) == 1 else {
                return nil
            }
            return number(at: entry + 8, size: 2).flatMap(PictureOrientation.init)
        }
        return nil
    }

    private func number(at offset: Int, size: Int) -> Int? {
        guard offset + size <= bytes.count else { return nil }
        let digits = bytes.dropFirst(offset).prefix(size)
        return (isLowFirst ? Array(digits.reversed()) : Array(digits))
            .reduce(0) { $0 << 8 | Int($1) }
    }
}
