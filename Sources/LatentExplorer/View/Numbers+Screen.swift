import Platform

// Numbers as they stand below each other on a screen.
extension Numbers {
    /// `value` with its sign and two decimals.
    static func signed(_ value: Double) -> String {
        let text = fixed(value, 2)
        return text.hasPrefix("-") ? text : "+" + text
    }

    /// A share of 1 as a place among a hundred: `62nd`, `3rd`, `0th`.
    static func percentile(_ share: Double) -> String {
        let place = Int((share * 100).rounded())
        let ending =
            switch (place % 100, place % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(place)\(ending)"
    }
}
