import TerminalNcurses
import Testing

@Suite struct ColorPairsTests {
    private final class Definitions {
        var pairs = [[Int32]]()
    }

    @Test func pairsAreDefinedOnce() {
        let definitions = Definitions()
        var pairs = ColorPairs(colors: 256, limit: 65_536) {
            definitions.pairs.append([$0, $1, $2])
        }
        #expect(pairs.pair(foreground: -1, background: -1) == 0)
        #expect(pairs.pair(foreground: 255, background: -1) == 1)
        #expect(pairs.pair(foreground: -1, background: 255) == 2)
        #expect(pairs.pair(foreground: 255, background: -1) == 1)
        #expect(definitions.pairs == [[1, 255, -1], [2, -1, 255]])
    }

    @Test func morePairsThanCursesHasAreRefused() {
        var pairs = ColorPairs(colors: 256, limit: 65_536) { _, _, _ in }
        var numbers = Set<Int32>()
        var refused = 0
        for foreground in -1...255 {
            for background in -1...255 {
                if let pair = pairs.pair(foreground: foreground, background: background) {
                    numbers.insert(pair)
                } else {
                    refused += 1
                }
            }
        }
        #expect(numbers == Set(0...65_535))
        #expect(refused == 257 * 257 - 65_536)
    }

    @Test func allPairsOfEightColorsFitOnceTheyAreFolded() {
        let definitions = Definitions()
        var pairs = ColorPairs(colors: 8, limit: 64) { definitions.pairs.append([$0, $1, $2]) }
        let all = (-1...7).flatMap { front in (-1...7).map { (front, $0) } }
        #expect(all.contains { pairs.pair(foreground: $0.0, background: $0.1) == nil })
        pairs.removeAll(isFolded: true)
        definitions.pairs = []
        #expect(all.allSatisfy { pairs.pair(foreground: $0.0, background: $0.1) != nil })
        #expect(definitions.pairs.count == 63)
        #expect(pairs.pair(foreground: 7, background: 0) == 0)
        #expect(!definitions.pairs.joined().contains(-1))
    }

    @Test func aTerminalWithoutColorsHasPairZero() {
        var pairs = ColorPairs(colors: 0, limit: 0) { _, _, _ in }
        #expect(pairs.pair(foreground: -1, background: -1) == 0)
    }
}
