import Autoencoders
import Glibc
import TestSupport
import Testing

@Suite struct ParetoTailTests {
    /// The weights of `make_networks.py`: u^-shape, or u itself where the shape is 0.
    private static func logWeights(_ tail: AutoencoderFixture.Tail) -> [Double] {
        (0..<tail.count).map { index in
            let u = (Double(Formula.unit(7, index)) + 1) / 2 * (1 - 1e-6) + 1e-7
            return tail.shape > 0 ? -tail.shape * log(u) : u
        }
    }

    @Test(arguments: try AutoencoderFixture.load().tails)
    func shapesAreThoseOfAnotherProgram(_ tail: AutoencoderFixture.Tail) throws {
        let shape = try #require(ParetoTail.shape(ofLogWeights: Self.logWeights(tail)))
        #expect(abs(shape - tail.kHat) < 1e-8)
    }

    @Test(arguments: [0.1, 0.5, 1, 2])
    func evenlySpreadParetoWeightsHaveTheirShape(_ shape: Double) throws {
        let weights = (0..<20_000).map { -shape * log((Double($0) + 0.5) / 20_000) }
        let fitted = try #require(ParetoTail.shape(ofLogWeights: weights))
        #expect(abs(fitted - shape) < 0.06)
    }

    @Test func theScaleOfWeightsDoesNotMatter() throws {
        let weights = Self.logWeights(.init(count: 200, shape: 0.5, kHat: 0))
        let shape = try #require(ParetoTail.shape(ofLogWeights: weights))
        let shifted = try #require(ParetoTail.shape(ofLogWeights: weights.map { $0 - 5_000 }))
        #expect(abs(shape - shifted) < 1e-8)
    }

    @Test func tooFewOrEqualWeightsHaveNoShape() {
        #expect(ParetoTail.shape(ofLogWeights: (0..<20).map { Double($0) }) == nil)
        #expect(ParetoTail.shape(ofLogWeights: (0..<21).map { Double($0) }) != nil)
        #expect(ParetoTail.shape(ofLogWeights: Array(repeating: 1, count: 100)) == nil)
        #expect(ParetoTail.shape(ofLogWeights: []) == nil)
    }
}
