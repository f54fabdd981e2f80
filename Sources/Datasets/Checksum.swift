import CZlib

/// The CRC-32 of `bytes`, which follow those that `start` is the checksum of.
///
/// Pieces of many bytes are summed on all cores.
package func checksum(of bytes: UnsafeRawBufferPointer, after start: UInt32 = 0) -> UInt32 {
    // zlib takes a nil pointer as a wish for the initial value.
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return start }
    let size = 4 << 20
    guard bytes.count > size else {
        return UInt32(
            crc32_z(uLong(start), base.assumingMemoryBound(to: Bytef.self), bytes.count))
    }
    // The address as a number: threads may share it, since nobody writes there.
    let address = UInt(bitPattern: base)
    let pieces = stride(from: 0, to: bytes.count, by: size).map {
        $0..<min($0 + size, bytes.count)
    }
    let sums = parallelMap(pieces.count) { index in
        .success(
            checksum(
                of: UnsafeRawBufferPointer(
                    start: UnsafeRawPointer(bitPattern: address + UInt(pieces[index].lowerBound)),
                    count: pieces[index].count)))
    }
    guard case .success(let values) = sums else { fatalError("checksum: a piece failed") }
    return zip(pieces, values).reduce(start) { sum, piece in
        UInt32(crc32_combine(uLong(sum), uLong(piece.1), piece.0.count))
    }
}
