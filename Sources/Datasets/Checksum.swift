import CZlib

/// The CRC-32 of `bytes`, which follow those that `start` is the checksum of.
func checksum(of bytes: UnsafeRawBufferPointer, after start: UInt32 = 0) -> UInt32 {
    // zlib takes a nil pointer as a wish for the initial value.
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return start }
    return UInt32(crc32_z(uLong(start), base.assumingMemoryBound(to: Bytef.self), bytes.count))
}
