import Platform

/// Reads the header and the samples of a PGM or PPM file in turn.
struct PNMReader {
    /// Whether the samples are binary; else decimal numbers.
    let isBinary: Bool
    /// The sample that is white, once the header has been read.
    private(set) var white = 255
    private let channels: Int
    private let bytes: [UInt8]
    private let name: String
    private var place = 2

    /// Whether Netpbm takes `byte` for white space.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// - Throws: `Failure` (`data`) if `bytes` do not begin with P2, P3, P5 or P6.
    init(_ bytes: [UInt8], name: String) throws(Failure) {
        guard PNM.begins(bytes) else {
            throw Failure(
                .data, "not a PGM or PPM file", at: name, remedy: "name a PGM or PPM file")
        }
        let type = bytes[1] - UInt8(ascii: "0")
        guard [2, 3, 5, 6].contains(type) else {
            throw Failure(
                .data, "unsupported Netpbm format P\(type)", at: name,
                remedy: "convert it to PGM or PPM")
        }
        isBinary = type >= 5
        channels = type == 2 || type == 5 ? 1 : 3
        self.bytes = bytes
        self.name = name
    }

    /// The header; nil if the bytes end before it does.
    mutating func header() throws(Failure) -> PictureHeader? {
        guard let width = try number("width"), let height = try number("height"),
            let white = try number("white"), place < bytes.count
        else { return nil }
        guard width > 0 && height > 0 else {
            throw corrupt("\(width)x\(height) pixels")
        }
        try PNG.checkSize(width, height, name)
        guard (1...65_535).contains(white) else { throw corrupt("white is \(white)") }
        guard Self.isSpace(bytes[place]) else { throw corrupt("no space after the header") }
        place += 1
        self.white = white
        return PictureHeader(
            size: PictureSize(width: width, height: height), channels: channels,
            traits: white > 255 ? [.sixteenBits] : [])
    }

    /// Samples of one byte, or of two with the high one first where white is over 255.
    func binarySamples(_ count: Int, white: Int) throws(Failure) -> [UInt8] {
        let width = white > 255 ? 2 : 1
        guard bytes.count - place >= count * width else { throw truncated() }
        if white == 255 { return Array(bytes[place..<place + count]) }
        var largest = 0
        let samples = bytes.withUnsafeBufferPointer { bytes in
            [UInt8](unsafeUninitializedCapacity: count) { target, filled in
                for index in 0..<count {
                    let start = place + index * width
                    let value =
                        width == 1
                        ? Int(bytes[start]) : Int(bytes[start]) << 8 | Int(bytes[start + 1])
                    largest = max(largest, value)
                    target[index] = scaled(min(value, white), white)
                }
                filled = count
            }
        }
        guard largest <= white else { throw corrupt("a sample of \(largest), white is \(white)") }
        return samples
    }

    /// Samples in decimal, with white space between them.
    mutating func decimalSamples(_ count: Int, white: Int) throws(Failure) -> [UInt8] {
        var samples = [UInt8]()
        // Each takes two bytes at least: a header's promise alone does not cost memory.
        samples.reserveCapacity(min(count, bytes.count))
        while samples.count < count {
            guard let value = try number("sample \(samples.count)") else { throw truncated() }
            guard value <= white else {
                throw corrupt("a sample of \(value), white is \(white)")
            }
            samples.append(scaled(value, white))
        }
        return samples
    }

    /// The next number, past white space and comments; nil at the end of the bytes.
    private mutating func number(_ what: String) throws(Failure) -> Int? {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "#") {
                while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
            } else if !Self.isSpace(bytes[place]) {
                break
            } else {
                place += 1
            }
        }
        guard place < bytes.count else { return nil }
        let start = place
        var value = 0
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
            // What is too large for any field stays so.
            value = min(value * 10 + Int(bytes[place] - 0x30), 1 << 30)
            place += 1
        }
        guard place > start else { throw corrupt("no number for \(what)") }
        return value
    }

    private func scaled(_ value: Int, _ white: Int) -> UInt8 {
        UInt8((value * 255 + white / 2) / white)
    }

    /// The bytes end before the picture does.
    func truncated() -> Failure {
        Failure(.data, "PGM or PPM file is truncated", at: name, remedy: "copy it again")
    }

    private func corrupt(_ what: String) -> Failure {
        Failure(.data, "PGM or PPM file is corrupt (\(what))", at: name, remedy: "copy it again")
    }
}
