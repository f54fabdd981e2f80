import Glibc

/// A long row of zeros and ones, eight to a byte.
///
/// Black and white pictures take an eighth of the memory so: all of dSprites fits 377 MB.
struct PackedBits: Sendable {
    private let memory: StableBytes

    /// The bits in `memory`, the low bit of each byte first.
    init(_ memory: StableBytes) { self.memory = memory }

    /// The bit at `index`.
    subscript(index: Int) -> UInt8 {
        memory.withUnsafeBytes { $0[index >> 3] >> UInt8(index & 7) & 1 }
    }

    /// Writes the bits from `start` on to `target`: `one` for a one, else 0.
    func expand(from start: Int, to target: UnsafeMutableBufferPointer<UInt8>, one: UInt8) {
        memory.withUnsafeBytes { bytes in
            var place = 0
            if start.isMultiple(of: 8) {
                // Eight copies of a byte, of each of which another bit is kept; then what is not
                // 0 becomes 1 in each.
                while place + 8 <= target.count {
                    let copies = UInt64(bytes[(start + place) >> 3]) &* 0x0101_0101_0101_0101
                    let kept = copies & 0x8040_2010_0804_0201
                    let ones = (kept &+ 0x7F7F_7F7F_7F7F_7F7F) >> 7 & 0x0101_0101_0101_0101
                    UnsafeMutableRawBufferPointer(target).storeBytes(
                        of: (ones &* UInt64(one)).littleEndian, toByteOffset: place,
                        as: UInt64.self)
                    place += 8
                }
            }
            while place < target.count {
                let index = start + place
                target[place] = (bytes[index >> 3] >> UInt8(index & 7) & 1) &* one
                place += 1
            }
        }
    }

    /// Adds to the zeroed `bits`, of which `start` are filled, those of `source`.
    ///
    /// Gives false, and has done nothing, if not all are 0 or 1.
    static func pack(
        _ source: UnsafeRawBufferPointer, into bits: UnsafeMutablePointer<UInt8>, from start: Int
    ) -> Bool {
        var all: UInt8 = 0
        for byte in source { all |= byte }
        guard all <= 1 else { return false }
        var place = 0
        if start.isMultiple(of: 8) {
            // The product moves byte i of eight to bit 56 + i, and nothing else that far up.
            while place + 8 <= source.count {
                let word = source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                let product = UInt64(littleEndian: word) &* 0x0102_0408_1020_4080
                bits[(start + place) >> 3] = UInt8(product >> 56)
                place += 8
            }
        }
        while place < source.count {
            let index = start + place
            bits[index >> 3] |= source[place] << UInt8(index & 7)
            place += 1
        }
        return true
    }
}
