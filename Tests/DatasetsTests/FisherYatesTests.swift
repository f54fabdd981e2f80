import Datasets
import Testing

@Suite struct FisherYatesTests {
    @Test func everyOrderIsEquallyLikely() {
        var generator = SplitMix64(1)
        var counts = [[Int]: Int]()
        for _ in 0..<24_000 {
            var order = [0, 1, 2, 3]
            FisherYates.shuffle(&order, using: &generator)
            counts[order, default: 0] += 1
        }
        #expect(counts.count == 24)
        // Chi-squared with 23 degrees of freedom: 49.7 is passed once in a thousand seeds.
        let statistic = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
        #expect(statistic < 49.7)
    }

    @Test func aSeedGivesTheSameOrderForEver() {
        var generator = SplitMix64(42)
        var order = Array(0..<10)
        FisherYates.shuffle(&order, using: &generator)
        #expect(order == [7, 2, 4, 5, 1, 9, 6, 3, 8, 0])
    }

    @Test func theFirstPlacesAreThoseOfTheWholeShuffle() {
        var generator = SplitMix64(9)
        var whole = Array(0..<100)
        FisherYates.shuffle(&whole, using: &generator)
        generator = SplitMix64(9)
        var part = Array(0..<100)
        FisherYates.shuffle(&part, first: 7, using: &generator)
        #expect(part.prefix(7) == whole.prefix(7))
        #expect(part.sorted() == whole.sorted())
    }

    @Test func numbersThatWouldBeUnfairAreDrawnAgain() {
        // 2^64 leaves 1 on division by 3, so a low half of 0 is one too many.
        var generator = Scripted(numbers: [.max, 0])
        #expect(FisherYates.number(below: 3, using: &generator) == 2)
        #expect(generator.numbers.isEmpty)
    }

    @Test(arguments: [1, 2, 3, 10, 1 << 40, UInt64.max])
    func numbersStayBelowTheBound(bound: UInt64) {
        var generator = SplitMix64(bound)
        for _ in 0..<1000 { #expect(FisherYates.number(below: bound, using: &generator) < bound) }
    }
}

/// Gives the listed numbers, the last one first.
private struct Scripted: RandomNumberGenerator {
    var numbers: [UInt64]

    mutating func next() -> UInt64 { numbers.removeLast() }
}
