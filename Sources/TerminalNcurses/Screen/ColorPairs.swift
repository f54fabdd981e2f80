/// The pairs of colours that curses knows, defined as they are needed and never changed.
///
/// A colour is its number, and -1 the terminal's own. Pair 0 is the terminal's own for both.
package struct ColorPairs {
    /// How many colours the terminal has.
    package let colors: Int
    private let limit: Int
    private let define: (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Void
    /// At `(foreground + 1) (colors + 1) + background + 1`; 0 where none is defined.
    private var numbers: [UInt16]
    private var last: UInt16 = 0
    private var isFolded = false

    /// A table without pairs, for a terminal that takes numbers below `limit`.
    ///
    /// - Parameter define: tells curses of a pair.
    package init(
        colors: Int, limit: Int,
        define: @escaping (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Void
    ) {
        self.colors = min(max(colors, 0), 256)
        self.limit = min(limit, 65_536)
        self.define = define
        numbers = [UInt16](repeating: 0, count: (self.colors + 1) * (self.colors + 1))
    }

    /// The pair of two colours; nil if there is no room for another.
    package mutating func pair(foreground: Int, background: Int) -> Int32? {
        var (foreground, background) = (foreground, background)
        if foreground < 0 && background < 0 { return 0 }
        if isFolded {
            if foreground < 0 { foreground = 7 }
            if background < 0 { background = 0 }
            if foreground == 7 && background == 0 { return 0 }
        }
        let place = (foreground + 1) * (colors + 1) + background + 1
        if numbers[place] == 0 {
            guard Int(last) + 1 < limit else { return nil }
            last += 1
            numbers[place] = last
            define(Int32(last), Int32(foreground), Int32(background))
        }
        return Int32(numbers[place])
    }

    /// Forgets all pairs, which the screen then must not use any more.
    ///
    /// - Parameter isFolded: whether from now on white on black stands in for the terminal's own
    ///   colours. With eight colours and 64 pairs, as on the Linux console, all then fit.
    package mutating func removeAll(isFolded: Bool) {
        last = 0
        for place in numbers.indices { numbers[place] = 0 }
        self.isFolded = self.isFolded || isFolded
    }
}
