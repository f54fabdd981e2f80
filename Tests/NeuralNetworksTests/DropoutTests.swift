import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct DropoutTests {
    private static let parameters = ParameterSet(zeros: [])

    @Test(arguments: [Float(0.1), 0.5, 0.9])
    func dropsItsShareAndKeepsTheMean(_ probability: Float) {
        let count = 200_000
        let pass = ForwardPass(training: Self.parameters, generator: PhiloxGenerator(seed: 5))
        let output = Dropout(probability: probability)(
            Variable(Tensor(repeating: 2, shape: [count])), in: pass
        ).value.elements
        let dropped = Double(output.count { $0 == 0 }) / Double(count)
        let p = Double(probability)
        let standardError = (p * (1 - p) / Double(count)).squareRoot()
        #expect(abs(dropped - p) < 4 * standardError)
        let kept = 2 * (1 / (1 - probability))
        #expect(output.allSatisfy { $0 == 0 || abs($0 - kept) <= 1e-6 * kept })
    }

    @Test func leavesValuesAloneOutsideTraining() {
        let x = Formula.tensor(1, [3, 5])
        let output = Dropout(probability: 0.5)(
            Variable(x), in: ForwardPass(inference: Self.parameters))
        #expect(bits(output.value) == bits(x))
    }

    @Test func drawsAnewInEachCallAndTheSameFromTheSameGenerator() {
        let x = Variable(Tensor(repeating: 1, shape: [64]))
        let dropout = Dropout(probability: 0.5)
        let pass = ForwardPass(training: Self.parameters, generator: PhiloxGenerator(seed: 5))
        let (first, second) = (dropout(x, in: pass).value, dropout(x, in: pass).value)
        #expect(first.elements != second.elements)
        let again = ForwardPass(training: Self.parameters, generator: PhiloxGenerator(seed: 5))
        #expect(dropout(x, in: again).value.elements == first.elements)
    }

    @Test func aProbabilityOfOneTraps() async {
        await #expect(processExitsWith: .failure) { _ = Dropout(probability: 1) }
    }
}
