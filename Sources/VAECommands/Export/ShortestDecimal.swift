/// Writes numbers as Swift's `description` does, but into memory that is there already.
///
/// That is the fewest digits that give the number back, and of those the nearest to it.
package enum ShortestDecimal {
    /// The most bytes of a number.
    package static let maximumSize = 16

    /// Writes `value` to `target`, which must hold `maximumSize` bytes, and gives their number.
    package static func write(
        _ value: Float, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        let magnitude = value.magnitude
        guard magnitude >= 1e-4, magnitude < 0x1p24 else { return copy(value, to: target) }
        var writer = DigitWriter(target: target)
        if value < 0 { writer.append(UInt8(ascii: "-")) }
        let (digits, exponent) = shortest(magnitude)
        writer.append(digits, exponent: exponent)
        return writer.count
    }

    /// What is very large or small, zero or not a number is rare: Swift may say it.
    private static func copy(
        _ value: Float, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var text = value.description
        return text.withUTF8 { utf8 in
            for (index, byte) in utf8.enumerated() { target[index] = byte }
            return utf8.count
        }
    }

    /// The shortest `digits` · 10^`exponent` that rounds to `value`, from 10⁻⁴ up to 2²⁴.
    ///
    /// Scaled by 10ᵏ so that it has eight or nine digits before the point, the value is an exact
    /// `Double`, and so are the ends of the interval that rounds to it: 25 bits times 5ᵏ, k ≤ 12,
    /// are at most 53. What is shortest is then found among whole numbers.
    private static func shortest(_ value: Float) -> (digits: UInt32, exponent: Int) {
        // 9 − ⌈log₁₀ of the next power of two⌉; log₁₀ 2 ≈ 1233 / 4096.
        let k = 9 + ((-(Int(value.exponentBitPattern) - 126) * 1233) >> 12)
        let scale = powersOfTen[k]
        let scaled = Double(value) * scale
        let next = Float(bitPattern: value.bitPattern + 1)
        let halfStep = (Double(next) - Double(value)) * 0.5
        // Below a power of two numbers lie twice as close.
        let halfStepDown = value.significandBitPattern == 0 ? halfStep * 0.5 : halfStep
        let low = (Double(value) - halfStepDown) * scale
        let high = (Double(value) + halfStep) * scale
        // Ties round to even significands: for those the ends belong to the interval.
        let isOdd = value.significandBitPattern & 1 == 1
        var first = UInt32(low)
        if isOdd ? Double(first) <= low : Double(first) < low { first += 1 }
        var last = UInt32(high)
        if isOdd, Double(last) == high { last -= 1 }
        var unit: UInt32 = 1
        var dropped = 0
        while true {
            let (shorterFirst, shorterLast) = ((first + 9) / 10, last / 10)
            guard shorterFirst <= shorterLast else { break }
            (first, last, unit, dropped) = (shorterFirst, shorterLast, unit * 10, dropped + 1)
        }
        let whole = UInt32(scaled)
        let rest = Double(whole % unit) + (scaled - Double(whole))
        var digits = whole / unit
        let half = Double(unit) * 0.5
        if rest > half || (rest == half && digits & 1 == 1) { digits += 1 }
        return (min(max(digits, first), last), dropped - k)
    }
}

private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
]

/// Puts digits and their point into memory.
private struct DigitWriter {
    let target: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(target: UnsafeMutableBufferPointer<UInt8>) { self.target = target }

    mutating func append(_ byte: UInt8) {
        target[count] = byte
        count += 1
    }

    /// Appends `digits` · 10^`exponent` with a digit at least on either side of the point.
    mutating func append(_ digits: UInt32, exponent: Int) {
        let digitCount = DigitWriter.length(digits)
        let wholeCount = digitCount + exponent
        if wholeCount <= 0 {
            append(UInt8(ascii: "0"))
            append(UInt8(ascii: "."))
            for _ in wholeCount..<0 { append(UInt8(ascii: "0")) }
            put(digits, count: digitCount, pointAt: digitCount)
        } else if exponent >= 0 {
            put(digits, count: digitCount, pointAt: digitCount)
            for _ in 0..<exponent { append(UInt8(ascii: "0")) }
            append(UInt8(ascii: "."))
            append(UInt8(ascii: "0"))
        } else {
            put(digits, count: digitCount, pointAt: wholeCount)
        }
    }

    /// Appends the digits, the last one first, with a point before the one at `pointAt`.
    private mutating func put(_ digits: UInt32, count digitCount: Int, pointAt: Int) {
        var rest = digits
        var place = count + digitCount + (pointAt < digitCount ? 1 : 0)
        count = place
        for index in (0..<digitCount).reversed() {
            place -= 1
            target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            if index == pointAt {
                place -= 1
                target[place] = UInt8(ascii: ".")
            }
        }
    }

    private static func length(_ digits: UInt32) -> Int {
        var length = 1
        var bound: UInt32 = 10
        while length < 9, digits >= bound {
            length += 1
            bound &*= 10
        }
        return length
    }
}
