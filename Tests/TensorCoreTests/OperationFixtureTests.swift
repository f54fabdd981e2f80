import TensorCore
import TestSupport
import Testing

/// Every operation against values of PyTorch in float64 (Tests/Fixtures/make_operations.py).
@Suite struct OperationFixtureTests {
    // Float rounds at 6e-8; sums of a few dozen terms and the elementary functions' own errors
    // come on top. Largest errors seen: 2e-6 and 3e-6.
    static let forwardTolerance = 4e-6
    static let gradientTolerance = 1e-5

    @Test(
        arguments: try OperationFixture.load().filter { FixtureFunctions.all[$0.function] != nil })
    func variableAgrees(_ fixture: OperationFixture) throws {
        let function = try #require(FixtureFunctions.all[fixture.function])
        let tape = Tape()
        let inputs = fixture.inputs.map { tape.variable($0.tensor) }
        let output = function(inputs)
        #expect(output.shape == Shape(fixture.output.shape))
        expectClose(
            output.value, fixture.output.values, tolerance: Self.forwardTolerance, "output:")

        // Inputs without a tape take the other way through the code: nothing is recorded.
        let untaped = function(inputs.map(\.detached)).value
        #expect(bits(untaped) == bits(output.value))

        let upstream = Tensor(fixture.upstream.map { Float($0) }, shape: output.shape)
        let gradients = tape.gradients(of: (output * Variable(upstream)).sum())
        for (index, expected) in fixture.gradients.enumerated() {
            let gradient = try #require(gradients[inputs[index]])
            #expect(gradient.shape == inputs[index].shape)
            expectClose(
                gradient, expected, tolerance: Self.gradientTolerance, "gradient \(index):")
        }
    }

    static let products: [String: TensorCore.Operation] = [
        "matrixProduct": .matrixProduct(firstTransposed: false, secondTransposed: false),
        "matrixProduct transposed first": .matrixProduct(
            firstTransposed: true, secondTransposed: false),
        "matrixProduct transposed second": .matrixProduct(
            firstTransposed: false, secondTransposed: true),
        "matrixProduct transposed both": .matrixProduct(
            firstTransposed: true, secondTransposed: true),
    ]

    @Test(arguments: try OperationFixture.load().filter { products[$0.function] != nil })
    func productAgrees(_ fixture: OperationFixture) throws {
        let operation = try #require(Self.products[fixture.function])
        let inputs = fixture.inputs.map(\.tensor)
        let output = operation.forward(inputs)
        #expect(output.shape == Shape(fixture.output.shape))
        expectClose(output, fixture.output.values, tolerance: Self.forwardTolerance, "output:")
        let gradients = operation.gradients(
            inputs: inputs, output: output,
            upstream: Tensor(fixture.upstream.map { Float($0) }, shape: output.shape),
            needed: [true, true])
        for (index, expected) in fixture.gradients.enumerated() {
            let gradient = try #require(gradients[index])
            #expect(gradient.shape == inputs[index].shape)
            expectClose(
                gradient, expected, tolerance: Self.gradientTolerance, "gradient \(index):")
        }
    }

    @Test func everyFunctionHasAFixtureAndEveryFixtureAFunction() throws {
        let named = Set(try OperationFixture.load().map(\.function))
        #expect(named == Set(FixtureFunctions.all.keys).union(Self.products.keys))
    }
}
