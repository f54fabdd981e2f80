/// Philox 4x32-10 as the paper defines it, one block at a time.
///
/// Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.
enum Philox {
    /// The first `count` words of the blocks from `position` on.
    static func words(seed: UInt64, stream: UInt64, position: UInt64 = 0, count: Int) -> [UInt32] {
        (0..<(count + 3) / 4).flatMap { index in
            block(seed: seed, stream: stream, position: position &+ UInt64(index))
        }.dropLast((4 - count % 4) % 4)
    }

    private static func block(seed: UInt64, stream: UInt64, position: UInt64) -> [UInt32] {
        var c = [position, position >> 32, stream, stream >> 32].map {
            UInt32(truncatingIfNeeded: $0)
        }
        var key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        for _ in 0..<10 {
            let first = c[0].multipliedFullWidth(by: 0xD251_1F53)
            let second = c[2].multipliedFullWidth(by: 0xCD9E_8D57)
            c = [second.high ^ c[1] ^ key.0, second.low, first.high ^ c[3] ^ key.1, first.low]
            key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
        }
        return c
    }
}
