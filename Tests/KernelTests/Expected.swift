/// What one element of a kernel's result should be, and how far off it may be.
struct Expected: Sendable {
    /// The exact value; what overflows `Float` is expected to be infinite.
    let value: Double
    /// The largest difference allowed.
    let error: Double

    /// A value within `units` units in the last place of the largest of `value` and `terms`.
    ///
    /// A sum whose terms cancel can only be as exact as they are. Results below the smallest normal
    /// number may become 0.
    init(_ value: Double, units: Double, terms: Double...) {
        let smallest = Double(Float.leastNormalMagnitude)
        let scale = terms.reduce(abs(value)) { max($0, abs($1)) }
        self.value = value
        error = scale < smallest ? smallest : units * Double(Float(scale).ulp)
    }

    /// The very number.
    init(exactly value: Float) {
        self.value = Double(value)
        error = 0
    }

    /// A value within `error`.
    init(_ value: Double, within error: Double) {
        self.value = value
        self.error = error
    }

    /// How far `result` is off, in parts of what is allowed: right up to 1.
    func distance(to result: Float) -> Double {
        if value.isNaN { return result.isNaN ? 0 : .infinity }
        if Double(result) == value || result == Float(value) { return 0 }
        let distance = abs(Double(result) - value) / error
        return distance.isNaN ? .infinity : distance
    }
}
