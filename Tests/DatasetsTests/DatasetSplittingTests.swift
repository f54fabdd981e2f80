import Datasets
import Platform
import TestSupport
import Testing

@Suite struct DatasetSplittingTests {
    private func dataset(_ count: Int, test: Int? = nil) -> Dataset {
        let shape = ExampleShape(channels: 1, height: 1, width: 1)
        return Dataset(
            name: "points",
            train: Examples(shape: shape, pixels: .init(repeating: 0, count: count)),
            test: test.map { Examples(shape: shape, pixels: .init(repeating: 1, count: $0)) })
    }

    @Test(arguments: [10, 11, 100, 5000], [ValidationSize.none, .count(3), .fraction(0.2)])
    func partsAreDisjointCoverAllAndKeepTheOrder(count: Int, validation: ValidationSize) throws {
        for seed in UInt64(0)..<5 {
            var generator = SplitMix64(seed)
            let splits = try dataset(count).split(validation: validation, using: &generator)
            let parts = Split.allCases.compactMap { splits[$0] }
            #expect(parts.flatMap(\.rows).sorted() == Array(0..<Int32(count)))
            for part in parts {
                #expect(part.rows == part.rows.sorted())
                #expect(part.count > 0)
            }
            #expect((splits.validation == nil) == (validation == .none))
        }
    }

    @Test func sizes() throws {
        var generator = SplitMix64(0)
        let splits = try dataset(5000).split(validation: .fraction(0.1), using: &generator)
        #expect(splits.test.count == 500)
        #expect(splits.validation?.count == 450)
        #expect(splits.train.count == 4050)
    }

    @Test func aSeedGivesTheSamePartsForEver() throws {
        var generator = SplitMix64(42)
        let splits = try dataset(50).split(validation: .count(4), using: &generator)
        #expect(splits.test.rows == [5, 8, 15, 19, 37])
        #expect(splits.validation?.rows == [12, 21, 41, 44])
    }

    @Test func anotherSeedGivesOtherParts() throws {
        var first = SplitMix64(1)
        var second = SplitMix64(2)
        let one = try dataset(100).split(using: &first)
        let other = try dataset(100).split(using: &second)
        #expect(one.test.rows != other.test.rows)
    }

    @Test func theTestPartDoesNotDependOnValidation() throws {
        var first = SplitMix64(1)
        var second = SplitMix64(1)
        let one = try dataset(100).split(using: &first)
        let other = try dataset(100).split(validation: .count(30), using: &second)
        #expect(one.test.rows == other.test.rows)
    }

    @Test func itsOwnTestSetIsUsedWhole() throws {
        var generator = SplitMix64(1)
        let dataset = dataset(20, test: 7)
        let splits = try dataset.split(validation: .count(5), using: &generator)
        #expect(splits.test.rows == Array(0..<7))
        #expect(splits.test.examples === (try dataset.test()))
        #expect(splits.train.count == 15)
        #expect(splits.validation?.count == 5)
    }

    @Test(
        arguments: [
            (
                4, 0.1, .none,
                "test part would be empty: points: ask for more than a fraction of 0.1 of 4"
            ),
            (
                4, 0.9, .none,
                """
                test part would leave nothing to train on: points: ask for less than a fraction of 0.9 \
                of 4
                """
            ),
            (
                4, 0, .none,
                "test fraction 0.0 is out of range: points: choose one above 0 and below 1"
            ),
            (
                4, .nan, .none,
                "test fraction nan is out of range: points: choose one above 0 and below 1"
            ),
            (
                20, 0.1, .fraction(1),
                "validation fraction 1.0 is out of range: points: choose one above 0 and below 1"
            ),
            (
                20, 0.1, .count(0),
                "validation part would be empty: points: ask for more than 0 examples of 18"
            ),
            (
                20, 0.1, .count(-3),
                "validation part would be empty: points: ask for more than -3 examples of 18"
            ),
            (
                20, 0.1, .count(18),
                """
                validation part would leave nothing to train on: points: ask for less than 18 examples \
                of 18
                """
            ),
        ] as [(Int, Double, ValidationSize, String)])
    func emptyParts(count: Int, test: Double, validation: ValidationSize, expected: String) {
        var generator = SplitMix64(0)
        let problem = failure {
            _ = try dataset(count).split(test: test, validation: validation, using: &generator)
        }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .usage)
    }

    @Test func failuresOfReadingComeThrough() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("cut", Array(pictures(6).dropLast(1)))
        let dataset = try Dataset.open(path)
        var generator = SplitMix64(0)
        let problem = failure { _ = try dataset.split(using: &generator) }
        #expect(problem?.what == "the file is truncated")
    }

    @Test func carvingEverythingAndNothing() throws {
        var generator = SplitMix64(0)
        let all = try dataset(5).train().all
        let everything = all.carve(5, using: &generator)
        #expect(everything.taken.rows == all.rows)
        #expect(everything.rest.count == 0)
        let nothing = all.carve(0, using: &generator)
        #expect(nothing.taken.count == 0)
        #expect(nothing.rest.rows == all.rows)
    }
}
