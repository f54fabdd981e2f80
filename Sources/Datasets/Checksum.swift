import CDeflate

/// The CRC-32 of `bytes`, which follow those that `start` is the checksum of.
package func checksum(of bytes: UnsafeRawBufferPointer, after start: UInt32 = 0) -> UInt32 {
    // libdeflate takes a nil pointer as a wish for the initial value.
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return start }
    return libdeflate_crc32(start, base, bytes.count)
}
