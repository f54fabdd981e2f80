import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct InitializerTests {
    private static let shape: Shape = [400, 500]
    private static let fan = Fan(input: 500, output: 400)

    /// The bound of a uniform start, or the deviation of a normal one, from the papers.
    static let laws: [(name: String, isUniform: Bool, size: Double)] = [
        ("pytorch", true, 1 / 500.0.squareRoot()),
        ("kaiming-uniform", true, (6 / 500.0).squareRoot()),
        ("kaiming-normal", false, (2 / 500.0).squareRoot()),
        ("xavier-uniform", true, (6 / 900.0).squareRoot()),
        ("xavier-normal", false, (2 / 900.0).squareRoot()),
    ]

    @Test(arguments: laws)
    func valuesFollowTheLaw(_ law: (name: String, isUniform: Bool, size: Double)) throws {
        let initializer = try #require(Initializer(rawValue: law.name))
        var generator = PhiloxGenerator(seed: 3)
        let values = initializer(Self.shape, fan: Self.fan, using: &generator).elements
            .map { Double($0) }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let expected = law.isUniform ? law.size * law.size / 3 : law.size * law.size
        #expect(abs(mean) < 4 * (expected / count).squareRoot())
        // The variance of a squared value: 4/5 of its square if uniform, twice if normal.
        let spread = expected * ((law.isUniform ? 0.8 : 2) / count).squareRoot()
        #expect(abs(variance - expected) < 4 * spread)
        let largest = values.map { abs($0) }.max() ?? 0
        if law.isUniform {
            #expect(largest <= law.size * (1 + 1e-6) && largest > 0.999 * law.size)
        } else {
            #expect(largest > 4 * law.size && largest < 6.5 * law.size)
        }
    }

    @Test func constants() {
        var generator = PhiloxGenerator(seed: 3)
        let fan = Fan(input: 2, output: 3)
        #expect(
            Initializer.zeros([3, 2], fan: fan, using: &generator).elements
                == Array(repeating: 0, count: 6))
        #expect(
            Initializer.ones([3, 2], fan: fan, using: &generator).elements
                == Array(repeating: 1, count: 6))
        #expect(Initializer.allCases.count == Self.laws.count + 2)
    }

    @Test(arguments: Initializer.allCases)
    func biasesOfALayerStartAsInPyTorchOrAtZero(_ initializer: Initializer) throws {
        let scope = ParameterScope(initializer: initializer)
        let layer = Linear(100, 1_000, in: scope)
        var generator = PhiloxGenerator(seed: 3)
        let parameters = ParameterSet(scope.parameters, using: &generator)
        let bias = parameters[try #require(layer.bias)].elements
        let largest = bias.map { abs($0) }.max() ?? 0
        if initializer == .pytorch {
            #expect(largest <= 0.1 && largest > 0.099)
        } else {
            #expect(largest == 0)
        }
    }

    @Test(arguments: Initializer.allCases)
    func aSeedGivesTheSameValuesAndAnotherOthers(_ initializer: Initializer) {
        func start(seed: UInt64) -> [UInt32] {
            let scope = ParameterScope(initializer: initializer)
            _ = Linear(7, 5, in: scope["a"])
            _ = Linear(5, 3, in: scope["b"])
            var generator = PhiloxGenerator(seed: seed)
            let parameters = ParameterSet(scope.parameters, using: &generator)
            return scope.parameters.flatMap { bits(parameters[$0]) }
        }
        #expect(start(seed: 1) == start(seed: 1))
        #expect((start(seed: 1) != start(seed: 2)) == ![.zeros, .ones].contains(initializer))
    }
}
