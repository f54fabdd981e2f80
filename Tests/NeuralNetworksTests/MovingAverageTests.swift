import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct MovingAverageTests {
    private static func parameters() -> (Parameter, ParameterSet) {
        let scope = ParameterScope()
        let layer = Linear(3, 2, hasBias: false, in: scope)
        return (layer.weight, ParameterSet(zeros: scope.parameters))
    }

    @Test(arguments: [Float(0.3), 0.999])
    func thePastCountsByDecayButLessEarlyOn(_ decay: Float) {
        let (weight, parameters) = Self.parameters()
        Formula.fill(parameters, scale: 1)
        let average = MovingAverage(of: parameters, decay: decay)
        var expected = parameters[weight].elements.map { Double($0) }
        for update in 0..<40 {
            let value = Formula.tensor(UInt64(update), weight.shape)
            parameters.set(weight, to: value)
            average.update(with: parameters)
            let past = min(Double(decay), Double(1 + update) / Double(10 + update))
            expected = zip(expected, value.elements).map { past * $0 + (1 - past) * Double($1) }
            expectClose(average.values[weight], expected, tolerance: 1e-6, "update \(update)")
        }
    }

    @Test func startsAtThePresentValuesAndLeavesThemAlone() {
        let (weight, parameters) = Self.parameters()
        Formula.fill(parameters, scale: 1)
        let average = MovingAverage(of: parameters, decay: 0.5)
        #expect(bits(average.values[weight]) == bits(parameters[weight]))
        parameters.set(weight, to: .zeros(weight.shape))
        #expect(average.values[weight].elements.contains { $0 != 0 })
        average.update(with: parameters)
        #expect(parameters[weight].elements.allSatisfy { $0 == 0 })
    }

    @Test func storedStateGoesOnToTheBit() {
        let (weight, parameters) = Self.parameters()
        let straight = MovingAverage(of: parameters, decay: 0.9)
        func update(_ average: MovingAverage, _ numbers: Range<UInt64>) {
            for number in numbers {
                parameters.set(weight, to: Formula.tensor(number, weight.shape))
                average.update(with: parameters)
            }
        }
        update(straight, 0..<3)
        let resumed = MovingAverage(of: straight.values, decay: 0.9)
        resumed.resume(atUpdate: 3)
        update(straight, 3..<6)
        update(resumed, 3..<6)
        #expect(bits(straight.values[weight]) == bits(resumed.values[weight]))
    }
}
