import Platform

/// The distribution of measured numbers, each as likely as the others.
public struct EmpiricalDistribution: Sendable, Equatable {
    /// The numbers, rising.
    public let values: [Double]

    /// The distribution of `values`, in any order.
    ///
    /// - Precondition: there is at least one, and none is NaN.
    public init(_ values: [Double]) {
        require(!values.isEmpty, "EmpiricalDistribution: no values")
        require(
            !values.contains { $0.isNaN },
            "EmpiricalDistribution: NaN among \(values.count) values")
        self.values = values.sorted()
    }

    /// The share of the numbers that are below `value`, in [0, 1].
    public func share(below value: Double) -> Double {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(values.count)
    }

    /// The number that the share `level` is below, linear between neighbours.
    ///
    /// At place `level` (n − 1) of the rising numbers, as NumPy's `quantile` has it.
    ///
    /// - Precondition: `level` is in [0, 1].
    public func quantile(_ level: Double) -> Double {
        EmpiricalDistribution.quantile(level, count: values.count) { values[$0] }
    }

    /// The quantile of `count` rising numbers.
    static func quantile(_ level: Double, count: Int, of value: (Int) -> Double) -> Double {
        require(level >= 0 && level <= 1, "EmpiricalDistribution: level \(level) not in [0, 1]")
        let place = level * Double(count - 1)
        let below = min(Int(place), count - 1)
        let above = min(below + 1, count - 1)
        // Equal neighbours may both be infinite, whose difference is no number.
        if value(below) == value(above) { return value(below) }
        return value(below) + (place - Double(below)) * (value(above) - value(below))
    }
}
