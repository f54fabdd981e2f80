import TerminalUI
import Testing

@Suite struct HistogramBinsTests {
    @Test(arguments: [
        ([Double](), 1), ([3], 1), ([3, 3, 3], 1),
        // Range 7, quartiles 2 and 5, 2 IQR n^(-1/3) = 3.
        ([0, 1, 2, 3, 4, 5, 6, 7], 3),
        // Half are equal: Sturges.
        ([0, 5, 5, 5, 5, 5, 5, 9], 4),
        ([-1.7e308, 0, 1, 1.7e308], 100),
    ])
    func suitableCount(values: [Double], count: Int) {
        #expect(HistogramBins.suitableCount(for: values, limit: 100) == count)
    }

    @Test func countIsBounded() {
        #expect(
            HistogramBins.suitableCount(for: (0..<1000).map { Double($0) }, limit: 100) == 11)
        let values = (0..<100_000).map { Double($0 % 1000) } + [1e6]
        #expect(HistogramBins.suitableCount(for: values, limit: 64) == 64)
    }

    @Test func endsBelongToBins() {
        let bins = HistogramBins([0, 1, 2, 3, 4, 4], count: 4)
        #expect(bins?.counts == [1, 1, 1, 3])
        #expect(bins?.lower == 0 && bins?.upper == 4)
    }

    @Test func equalValuesFillTheMiddle() {
        let bins = HistogramBins([5, 5], count: 3)
        #expect(bins?.counts == [0, 2, 0])
        #expect(bins?.lower == 4.5 && bins?.upper == 5.5)
    }

    @Test func nothingHasNoBins() {
        #expect(HistogramBins([], count: 3) == nil)
        #expect(HistogramBins([1], count: 0) == nil)
    }
}
