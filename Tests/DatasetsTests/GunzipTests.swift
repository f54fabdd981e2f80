import Datasets
import Platform
import Testing

@Suite struct GunzipTests {
    /// Bytes that compress a little, so that a file has blocks of several kinds.
    static let content: [UInt8] = {
        var generator = SplitMix64(5)
        return (0..<20_000).map { _ in UInt8(FisherYates.number(below: 40, using: &generator)) }
    }()

    private func decompress(
        _ compressed: [UInt8], expectedCount: Int = 0, limit: Int = .max
    ) throws(Failure) -> [UInt8] {
        try compressed.withUnsafeBytes { bytes in
            Result { () throws(Failure) in
                try Gunzip.decompress(
                    bytes, path: "a.gz", expectedCount: expectedCount, limit: limit
                ).withUnsafeBytes { Array($0) }
            }
        }.get()
    }

    @Test(arguments: [0, 1, 19_999, 20_000, 20_001, 1 << 40, .max])
    func anyExpectationGivesAllBytes(expectedCount: Int) throws {
        let bytes = try decompress(gzip(Self.content), expectedCount: expectedCount)
        #expect(bytes == Self.content)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 3_000_000])
    func sizesAroundTheGrowthSteps(count: Int) throws {
        let bytes = [UInt8](repeating: 9, count: count)
        #expect(try decompress(gzip(bytes)) == bytes)
    }

    @Test func membersFollowEachOther() throws {
        let chain = gzip([1, 2]) + gzip([]) + gzip(Self.content) + gzip([3])
        #expect(try decompress(chain) == [1, 2] + Self.content + [3])
    }

    @Test func aLimitStopsABomb() throws {
        let bomb = gzip([UInt8](repeating: 0, count: 50_000_000))
        #expect(try decompress(bomb, expectedCount: 100, limit: 101).count == 101)
    }

    @Test(
        arguments: [
            ([], "not gzip data: a.gz: name a gzip file"),
            ([0x1f], "not gzip data: a.gz: name a gzip file"),
            ([0x50, 0x4b, 3, 4], "not gzip data: a.gz: name a gzip file"),
            ([0x1f, 0x8b], "the gzip data are truncated: a.gz: copy the file again"),
            ([0x1f, 0x8b, 7], "the gzip data are truncated: a.gz: copy the file again"),
            (
                [0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0],
                "the gzip data are corrupt: a.gz: copy the file again"
            ),
            (gzip([1, 2]).dropLast(8), "the gzip data are truncated: a.gz: copy the file again"),
            (gzip([1, 2]).dropLast(1), "the gzip data are truncated: a.gz: copy the file again"),
            (
                gzip([1, 2]).dropLast(8) + [0, 0, 0, 0, 2, 0, 0, 0],
                "the gzip data are corrupt: a.gz: copy the file again"
            ),
            (
                gzip([1, 2]).dropLast(4) + [3, 0, 0, 0],
                "the gzip data are corrupt: a.gz: copy the file again"
            ),
            (gzip([1, 2]) + [7, 7], "the gzip data are corrupt: a.gz: copy the file again"),
            (gzip([1, 2]) + [0x1f, 0], "the gzip data are corrupt: a.gz: copy the file again"),
            (
                gzip([1, 2]) + [0x1f, 0x8b],
                "the gzip data are truncated: a.gz: copy the file again"
            ),
        ] as [([UInt8], String)])
    func badData(bytes: [UInt8], expected: String) {
        let problem = failure { _ = try decompress(bytes) }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .data)
    }

    @Test func everyTruncationFails() {
        let whole = gzip(Self.content)
        for place in 0..<200 {
            let part = Array(whole.prefix(whole.count * place / 200))
            #expect(failure { _ = try decompress(part) }?.kind == .data, "cut at \(part.count)")
        }
    }

    @Test func everyFlippedBitFailsOrChangesNothing() {
        let whole = gzip(Self.content)
        var generator = SplitMix64(11)
        var failures = 0
        for round in 0..<600 {
            // All bits of header and trailer, then bits anywhere.
            let bit =
                round < 80
                ? round
                : round < 144
                    ? whole.count * 8 - 1 - (round - 80)
                    : Int(FisherYates.number(below: UInt64(whole.count * 8), using: &generator))
            var damaged = whole
            damaged[bit / 8] ^= 1 << (bit % 8)
            do throws(Failure) {
                let bytes = try decompress(damaged, expectedCount: Self.content.count)
                #expect(bytes == Self.content, "bit \(bit)")
            } catch {
                failures += 1
                #expect(error.kind == .data, "bit \(bit)")
            }
        }
        #expect(failures > 400)
    }
}
