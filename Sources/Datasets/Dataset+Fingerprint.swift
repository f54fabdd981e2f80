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
            checksum = examples.withUnsafePixels {
                crc32(checksum, over: UnsafeRawBufferPointer($0))
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
