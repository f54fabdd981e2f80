import Platform

/// Random order whose outcome depends on nothing but the generator.
///
/// The standard library's `shuffle` may draw differently in its next version; a split that is made
/// anew from its seed must not.
public enum FisherYates {
    /// Puts `elements` in random order, every order equally likely.
    ///
    /// With `first`, only so many places at the front are drawn, which then hold a random sample.
    public static func shuffle<Element>(
        _ elements: inout [Element], first: Int? = nil,
        using generator: inout some RandomNumberGenerator
    ) {
        let count = first ?? elements.count
        require(
            count >= 0 && count <= elements.count,
            "FisherYates.shuffle: the first \(count) of \(elements.count)")
        for index in 0..<count {
            let remaining = UInt64(elements.count - index)
            elements.swapAt(index, index + Int(number(below: remaining, using: &generator)))
        }
    }

    /// A whole number from 0 up to `bound`, itself not included, each equally likely.
    ///
    /// The high half of generator · bound; the few low halves that would favour some numbers are
    /// drawn again (Lemire, *Fast random integer generation in an interval*, 2019).
    public static func number(
        below bound: UInt64, using generator: inout some RandomNumberGenerator
    ) -> UInt64 {
        require(bound > 0, "FisherYates.number: nothing lies below \(bound)")
        var product = bound.multipliedFullWidth(by: generator.next())
        if product.low < bound {
            let unfair = (0 &- bound) % bound
            while product.low < unfair {
                product = bound.multipliedFullWidth(by: generator.next())
            }
        }
        return product.high
    }
}
