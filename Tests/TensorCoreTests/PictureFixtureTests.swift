import TensorCore
import TestSupport
import Testing

/// Operations on pictures against PyTorch in float64 (Tests/Fixtures/make_pictures.py), for one
/// thread and for two: convolutions split their work by the number of threads.
@Suite(.serialized) struct PictureFixtureTests {
    static let forwardTolerance = 4e-6
    static let gradientTolerance = 1e-5

    @Test(arguments: try PictureFixture.load(), [1, 2])
    func operationAgrees(_ fixture: PictureFixture, _ threads: Int) throws {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        ComputeTeam.setThreadCount(threads)

        // What lies far from 0 has lost digits before the operation sees it.
        let loss = Double(max(1, abs(fixture.shift ?? 1)))
        let tape = Tape()
        let inputs = fixture.inputs.map { tape.variable($0) }
        let output = try fixture(inputs)
        expectClose(
            output.value, fixture.output, tolerance: Self.forwardTolerance * loss, "output")

        let untaped = try fixture(inputs.map(\.detached)).value
        #expect(bits(untaped) == bits(output.value))

        let product = (output * Variable(fixture.upstream)).sum()
        let gradients = tape.gradients(of: product)
        for (index, expected) in fixture.gradients.enumerated() {
            let gradient = try #require(gradients[inputs[index]])
            expectClose(
                gradient, expected, tolerance: Self.gradientTolerance * loss,
                "gradient \(index)")
        }
    }

    @Test(arguments: [0, 1, 2])
    func gradientsOfEachInputAloneAreTheSame(_ input: Int) throws {
        for fixture in try PictureFixture.load() where fixture.inputShapes.count > input {
            let tensors = fixture.inputs
            let tape = Tape()
            let all = tensors.map { tape.variable($0) }
            let together = tape.gradients(of: try (fixture(all) * Variable(fixture.upstream)).sum())
            let other = Tape()
            let leaf = other.variable(tensors[input])
            var mixed = tensors.map { Variable($0) }
            mixed[input] = leaf
            let alone = other.gradients(of: try (fixture(mixed) * Variable(fixture.upstream)).sum())
            let (first, second) = (
                try #require(alone[leaf]), try #require(together[all[input]])
            )
            #expect(bits(first) == bits(second), "\(fixture.testDescription)")
        }
    }

    @Test func everyKindOfOperationHasAFixture() throws {
        let fixtures = try PictureFixture.load()
        #expect(Set(fixtures.map(\.operation)) == Set(PictureFixture.Kind.allCases))
        #expect(Set(fixtures.compactMap(\.grouping)) == ["batch", "layer", "groups"])
        #expect(Set(fixtures.compactMap(\.resampling)) == Set(Resampling.allCases))
    }
}
