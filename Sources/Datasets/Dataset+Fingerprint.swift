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
            examples.forEachPixelBlock { pixels in sum = checksum(of: pixels, after: sum) }
            sum = (labels ?? []).map(\.littleEndian).withUnsafeBytes {
                checksum(of: $0, after: sum)
            }
        }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
