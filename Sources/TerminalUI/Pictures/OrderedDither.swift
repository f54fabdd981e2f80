/// The level, 2 to 254, above which Bayer's 8×8 matrix lights the pixel at (`x`, `y`).
///
/// Thresholds are `(4 m + 2)` for the matrix entry `m` from 0 to 63, which is built by
/// interleaving the bits of `x ^ y` and `y` in reverse. Black lights no pixel, white all.
func bayerThreshold(_ x: Int, _ y: Int) -> Int {
    let mixed = x ^ y
    var entry = 0
    for bit in 0..<3 {
        entry = entry << 2 | (mixed >> bit & 1) << 1 | (y >> bit & 1)
    }
    return entry * 4 + 2
}
