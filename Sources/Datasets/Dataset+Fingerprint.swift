import CZlib
public import Platform

extension Dataset {
    /// Eight hexadecimal digits that tell this data set from another.
    ///
    /// They are the CRC-32 of shape, counts, pixels and labels of both parts. Waits for all
    /// examples.
    ///
    /// - Throws: `Failure` as `train()` and `test()` do.
    public func fingerprint() throws(Failure) -> String {
        var checksum: uLong = 0
        for examples in [try train(), try test()].compactMap({ $0 }) {
            let labels = examples.labels
            // Fixed to 64 and 32 bits, low byte first, so that every machine has the same sum.
            let header = [
                examples.count, shape.channels, shape.height, shape.width, labels?.count ?? 0,
            ]
            checksum = header.map { Int64($0).littleEndian }.withUnsafeBytes {
                crc32(checksum, over: $0)
            }
            // Block by block: pixels that are drawn on demand need not all fit the memory.
            var start: Int32 = 0
            let count = Int32(examples.count)
            while start < count {
                let block = Array(start..<min(start + 256, count))
                checksum = examples.withUnsafePixels(at: block) { pixels, rows in
                    let from = Int(rows[0]) * shape.elementCount
                    let range = from..<from + rows.count * shape.elementCount
                    return crc32(
                        checksum,
                        over: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: pixels[range])))
                }
                start += Int32(block.count)
            }
            checksum = (labels ?? []).map(\.littleEndian).withUnsafeBytes {
                crc32(checksum, over: $0)
            }
        }
        let digits = String(checksum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

private func crc32(_ checksum: uLong, over bytes: UnsafeRawBufferPointer) -> uLong {
    // zlib takes a nil pointer as a wish for the initial value.
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return checksum }
    return crc32_z(checksum, start.assumingMemoryBound(to: Bytef.self), bytes.count)
}
