/// Writes numbers as Swift's `description` does, but into memory that is there already.
///
/// That is the fewest digits that give the number back, and of those the nearest to it. Nearly all
/// numbers take one path without a loop: a branch that the processor cannot foresee would cost it
/// as much as half a number.
package enum ShortestDecimal {
    /// The bytes that writing a number may touch; its text is shorter.
    package static let maximumSize = 16

    /// Writes `value` to `target`, which must hold `maximumSize` bytes, and gives the text's size.
    @inline(__always)
    package static func write(_ value: Float, to target: UnsafeMutableRawPointer) -> Int {
        let magnitude = value.magnitude
        guard magnitude >= 1e-4, magnitude < 0x1p24 else { return copy(value, to: target) }
        target.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
        let sign = Int(value.bitPattern >> 31)
        return sign + write(shortest(magnitude), to: target + sign)
    }

    /// What is very large or small, zero or not a number is rare: Swift may say it.
    @inline(never)
    private static func copy(_ value: Float, to target: UnsafeMutableRawPointer) -> Int {
        let text = value.description.utf8
        UnsafeMutableRawBufferPointer(start: target, count: maximumSize).copyBytes(from: text)
        return text.count
    }

    /// A number of nine digits, the last of them zeros, times 10⁻⁹ · 10^`wholeCount`.
    private struct Digits {
        let number: UInt32
        /// How many of the nine stand before the trailing zeros.
        let count: Int
        /// How many stand before the point; none or fewer below 1.
        let wholeCount: Int
    }

    /// The shortest digits that round to `value`, from 10⁻⁴ up to 2²⁴.
    ///
    /// Scaled by 10ᵏ so that it has eight or nine digits before the point, the value is a whole
    /// number of 2⁻ᵗ, and so are the ends of the interval that rounds to it: 27 bits times 5ᵏ,
    /// k ≤ 12, are at most 55. What is shortest is then found among whole numbers.
    @inline(__always)
    private static func shortest(_ value: Float) -> Digits {
        let binade = Int(value.bitPattern >> 23)
        // 9 − ⌈log₁₀ of the next power of two⌉; log₁₀ 2 ≈ 1233 / 4096.
        let k = 9 &+ ((126 &- binade) &* 1233) &>> 12
        let t = UInt64(truncatingIfNeeded: 152 &- binade &- k)
        let quarterStep = powersOfFive[k]
        let significand = UInt64(value.bitPattern & 0x7f_ffff | 0x80_0000)
        let scaled = 4 &* significand &* quarterStep
        // Below a power of two numbers lie twice as close.
        let isPowerOfTwo = significand == 0x80_0000
        let low = scaled &- (isPowerOfTwo ? quarterStep : 2 &* quarterStep)
        let high = scaled &+ 2 &* quarterStep
        // Ties round to even significands: only for those the ends belong to the interval.
        let isOdd = significand & 1
        let one = 1 as UInt64 &<< t
        let first = (low &+ one &- 1 &+ isOdd) &>> t
        let last = (high &- isOdd) &>> t

        var rounded: UInt64
        var zeros: Int
        if isPowerOfTwo || last / 10_000 &* 10_000 >= first {
            (rounded, zeros) = rounding(scaled, one: one, into: first...last)
        } else {
            // At most three digits become zeros. The value is in the middle of the interval, so
            // what is nearest to it lies inside.
            zeros =
                (last / 10 &* 10 >= first ? 1 : 0) &+ (last / 100 &* 100 >= first ? 1 : 0)
                &+ (last / 1000 &* 1000 >= first ? 1 : 0)
            let unit = units[zeros]
            let digits = ((scaled &>> t) &<< 1).multipliedFullWidth(by: reciprocals[zeros]).high
            let floor = digits &* unit
            // All ones if the rest is more than a half, or just that and the digit odd: from the
            // sign of a difference, where a comparison would become a branch.
            let rest = scaled &- floor &<< t
            let mask = Int64(bitPattern: unit &<< t &- 2 &* rest &- (digits & 1)) &>> 63
            rounded = floor &+ (unit & UInt64(bitPattern: mask))
        }
        // Eight digits or nine: brought to nine.
        let isShort = rounded < 100_000_000
        return Digits(
            number: UInt32(truncatingIfNeeded: isShort ? rounded &* 10 : rounded),
            count: (isShort ? 8 : 9) &- zeros, wholeCount: (isShort ? 8 : 9) &- k)
    }

    /// The number in `interval` that ends in the most zeros, and their number; of several the
    /// nearest to `scaled`, which counts in parts of `one`.
    @inline(never)
    private static func rounding(
        _ scaled: UInt64, one: UInt64, into interval: ClosedRange<UInt64>
    ) -> (rounded: UInt64, zeros: Int) {
        var (first, last) = (interval.lowerBound, interval.upperBound)
        var unit: UInt64 = 1
        var zeros = 0
        while (first + 9) / 10 <= last / 10 {
            (first, last, unit, zeros) = ((first + 9) / 10, last / 10, unit * 10, zeros + 1)
        }
        let (digits, rest) = scaled.quotientAndRemainder(dividingBy: unit * one)
        let roundsUp = 2 * rest + digits & 1 > unit * one
        return (min(max(digits + (roundsUp ? 1 : 0), first), last) * unit, zeros)
    }

    /// Writes digits with at least one on either side of the point.
    @inline(__always)
    private static func write(_ digits: Digits, to target: UnsafeMutableRawPointer) -> Int {
        let head = UInt8(truncatingIfNeeded: digits.number / 100_000_000) | 0x30
        let tail = ascii(eightDigits: digits.number % 100_000_000)
        let wholeCount = digits.wholeCount
        guard wholeCount > 1 else {
            let zeros = 1 &- wholeCount
            target.storeBytes(of: zeroes.littleEndian, as: UInt64.self)
            (target + (zeros == 0 ? 0 : zeros &+ 1)).storeBytes(of: head, as: UInt8.self)
            (target + (zeros &+ 2)).storeBytes(of: tail.littleEndian, as: UInt64.self)
            return 1 &+ max(zeros &+ digits.count, 2)
        }
        let fraction = tail &>> UInt64(8 &* (wholeCount &- 1))
        target.storeBytes(of: head, as: UInt8.self)
        (target + 1).storeBytes(of: tail.littleEndian, as: UInt64.self)
        (target + wholeCount).storeBytes(of: UInt8(ascii: "."), as: UInt8.self)
        (target + (wholeCount &+ 1)).storeBytes(of: fraction.littleEndian, as: UInt64.self)
        return wholeCount &+ 1 &+ max(digits.count &- wholeCount, 1)
    }

    /// The characters of a number below 10⁸, leading zeros too, the first in the lowest byte.
    ///
    /// Halves of four digits are divided by 100, then quarters by 10, side by side in one word.
    @inline(__always)
    private static func ascii(eightDigits number: UInt32) -> UInt64 {
        let fours = UInt64(number / 10000) | UInt64(number % 10000) &<< 32
        let hundreds = (fours &* 5243) &>> 19 & 0x0000_007f_0000_007f
        let twos = hundreds | (fours &- hundreds &* 100) &<< 16
        let tens = (twos &* 103) &>> 10 & 0x000f_000f_000f_000f
        return (tens | (twos &- tens &* 10) &<< 8) | 0x3030_3030_3030_3030
    }

    // "0.000000", its first character in the lowest byte.
    private static let zeroes: UInt64 = 0x3030_3030_3030_2e30
}

private let powersOfFive: [UInt64] = [
    1, 5, 25, 125, 625, 3125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125,
    244_140_625,
]

private let units: [UInt64] = [1, 10, 100, 1000]

// ⌈2⁶³ / unit⌉.
private let reciprocals: [UInt64] = [
    0x8000_0000_0000_0000, 922_337_203_685_477_581, 92_233_720_368_547_759, 9_223_372_036_854_776,
]
