public import Platform

extension Dataset {
    /// Eight hexadecimal digits that tell this data set from another.
    ///
    /// They are the CRC-32 of shape, counts, pixels and labels of both parts. Waits for all
    /// examples.
    ///
    /// - Throws: `Failure` as `train()` and `test()` do.
    public func fingerprint() throws(Failure) -> String {
        var sum: UInt32 = 0
        for examples in [try train(), try test()].compactMap({ $0 }) {
            let labels = examples.labels
            // Fixed to 64 and 32 bits, low byte first, so that every machine has the same sum.
            let header = [
                examples.count, shape.channels, shape.height, shape.width, labels?.count ?? 0,
            ]
            sum = header.map { Int64($0).littleEndian }.withUnsafeBytes {
                checksum(of: $0, after: sum)
            }
            // Block by block: pixels that are drawn on demand need not all fit the memory.
            var start: Int32 = 0
            let count = Int32(examples.count)
            while start < count {
                let block = Array(start..<min(start + 256, count))
                sum = examples.withUnsafePixels(at: block) { pixels, rows in
                    let from = Int(rows[0]) * shape.elementCount
                    let range = from..<from + rows.count * shape.elementCount
                    return checksum(
                        of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: pixels[range])),
                        after: sum)
                }
                start += Int32(block.count)
            }
            sum = (labels ?? []).map(\.littleEndian).withUnsafeBytes {
                checksum(of: $0, after: sum)
            }
        }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
