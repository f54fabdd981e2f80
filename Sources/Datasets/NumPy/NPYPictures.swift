import Pictures
import Platform

/// The pictures in a NumPy array: which values are black and white, and their pixels.
struct NPYPictures: Sendable {
    /// How the dimensions were read.
    let layout: NPYPictureLayout
    /// What was found out about the array, for instance `float32 [6, 4, 3], 0 to 1`.
    let description: String
    private let array: NPYArray
    private let whiteIsOne: Bool

    /// Reads the values of `array` as far as needed to tell their range.
    ///
    /// Bytes over 1 settle it at once. Where nothing is over 1, white is 1.
    ///
    /// - Throws: `Failure` (`data`) if the array is not one of pictures, or a value is not finite,
    ///   below 0 or over 255.
    init(_ array: NPYArray, size: PictureSize?) throws(Failure) {
        self.array = array
        layout = try NPYPictureLayout(array.header, size: size, path: array.path)
        whiteIsOne = try Self.findWhite(array)
        let parts = [
            "\(array.header.elementType.name) \(array.header.extentsText)",
            whiteIsOne ? "0 to 1" : "0 to 255", layout.reading,
        ]
        description = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The pictures as examples; fails (`unavailable`) if they need memory that is not there.
    ///
    /// Bytes stay where they are; other types are converted once.
    func examples(labels: [Int32]?, factors: Factors?) -> Result<Examples, Failure> {
        let layout = layout
        let size = layout.shape.elementCount
        let one: UInt8 = whiteIsOne ? 255 : 1
        switch array.storage {
        case .bits(let bits):
            return .success(
                drawn(labels, factors) { row, pixels in
                    bits.expand(from: row * size, to: pixels, one: one)
                })
        case .bytes(let memory, let offset) where array.header.elementType.isByte:
            let isPlanar = !layout.isInterleaved || layout.shape.channels == 1
            if isPlanar && !whiteIsOne {
                return .success(
                    Examples(
                        count: layout.count, shape: layout.shape, memory: memory, offset: offset,
                        labels: labels, factors: factors))
            }
            return .success(
                drawn(labels, factors) { row, pixels in
                    memory.withUnsafeBytes { bytes in
                        let start = offset + row * size
                        for index in 0..<size {
                            pixels[index] = bytes[start + index] &* one
                        }
                    }
                })
        case .bytes: return converted(labels, factors)
        }
    }

    /// Examples that are read from the array each time, and put in order.
    private func drawn(
        _ labels: [Int32]?, _ factors: Factors?,
        _ read: @escaping @Sendable (_ row: Int, UnsafeMutableBufferPointer<UInt8>) -> Void
    ) -> Examples {
        let layout = layout
        guard layout.isInterleaved && layout.shape.channels > 1 else {
            return Examples(
                count: layout.count, shape: layout.shape, labels: labels, factors: factors,
                draw: read)
        }
        return Examples(
            count: layout.count, shape: layout.shape, labels: labels, factors: factors
        ) { row, pixels in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: pixels.count) { interleaved in
                read(row, interleaved)
                let plane = layout.shape.height * layout.shape.width
                for channel in 0..<layout.shape.channels {
                    var place = channel
                    for index in channel * plane..<(channel + 1) * plane {
                        pixels[index] = interleaved[place]
                        place += layout.shape.channels
                    }
                }
            }
        }
    }

    private func converted(_ labels: [Int32]?, _ factors: Factors?) -> Result<Examples, Failure> {
        let scale: Double = whiteIsOne ? 255 : 1
        let size = layout.shape.elementCount
        return PixelMemory.make(rows: layout.count, of: layout.shape, place: array.path).map {
            memory in
            let pixels = memory.all
            let isPlanar = !layout.isInterleaved || layout.shape.channels == 1
            array.forEach { index, value in
                let level = UInt8(value * scale + 0.5)
                if isPlanar {
                    pixels[index] = level
                } else {
                    let (row, place) = index.quotientAndRemainder(dividingBy: size)
                    pixels[row * size + layout.planarIndex(place)] = level
                }
                return true
            }
            return Examples(
                count: layout.count, shape: layout.shape, memory: memory.bytes, labels: labels,
                factors: factors)
        }
    }

    /// Whether white is 1; else it is 255.
    private static func findWhite(_ array: NPYArray) throws(Failure) -> Bool {
        let type = array.header.elementType
        if type.kind == .boolean { return true }
        if type.isByte { return array.isZerosAndOnes }
        var isOne = true
        var bad: (index: Int, value: Double)?
        array.forEach { index, value in
            // NaN fails both comparisons.
            guard value >= 0 && value <= 255 else {
                bad = (index, value)
                return false
            }
            if value > 1 { isOne = false }
            return true
        }
        guard let bad else { return isOne }
        let place = array.place(of: bad.index)
        guard bad.value.isFinite else {
            throw Failure(
                .data, "the array has \(bad.value) at \(place)", at: array.path,
                remedy: "replace what is not a number")
        }
        let whole = type.kind == .float ? nil : Int(exactly: bad.value)
        let value = whole.map { "\($0)" } ?? "\(bad.value)"
        throw Failure(
            .data, "the array has \(value) at \(place)", at: array.path,
            remedy: "scale it to 0 to 1, or to 0 to 255")
    }
}
