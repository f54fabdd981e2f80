import NeuralNetworks
import TensorCore
import TestSupport
import Testing

@Suite struct ParameterSetTests {
    private static func parameters() -> [Parameter] {
        let scope = ParameterScope()
        _ = Sequential(
            in: scope["encoder"]["layers"],
            [{ Linear(3, 5, in: $0) }, { _ in Activation.relu }, { Linear(5, 2, in: $0) }])
        _ = Linear(2, 3, hasBias: false, in: scope["decoder"])
        return scope.parameters
    }

    @Test func pathsOrderAndShapesAreThoseOfAStateDict() {
        let parameters = Self.parameters()
        #expect(
            parameters.map(\.path) == [
                "encoder.layers.0.weight", "encoder.layers.0.bias", "encoder.layers.2.weight",
                "encoder.layers.2.bias", "decoder.weight",
            ])
        #expect(parameters.map(\.shape) == [[5, 3], [5], [2, 5], [2], [3, 2]])
        #expect(parameters.map(\.index) == [0, 1, 2, 3, 4])
        #expect(ParameterSet(zeros: parameters).scalarCount == 15 + 5 + 10 + 2 + 6)
    }

    @Test func parametersBeginOnCacheLinesAndDoNotOverlap() {
        let parameters = Self.parameters()
        #expect(parameters.map(\.offset) == [0, 16, 32, 48, 64])
        let set = ParameterSet(zeros: parameters)
        Formula.fill(set, scale: 1)
        for parameter in parameters {
            let expected = Formula.tensor(UInt64(100 + parameter.index), parameter.shape)
            #expect(bits(set[parameter]) == bits(expected))
        }
    }

    @Test func aCopyIsIndependent() {
        let parameters = Self.parameters()
        let set = ParameterSet(zeros: parameters)
        let copy = set.copy()
        Formula.fill(set, scale: 1)
        #expect(copy[parameters[0]].elements == Array(repeating: 0, count: 15))
        copy.set(to: set)
        #expect(bits(copy[parameters[2]]) == bits(set[parameters[2]]))
        copy.set(parameters[1], to: .zeros([5]))
        #expect(set[parameters[1]].elements != copy[parameters[1]].elements)
    }

    @Test func aValueOfAnotherShapeTraps() async {
        await #expect(processExitsWith: .failure) {
            let scope = ParameterScope()
            let layer = Linear(2, 3, in: scope)
            ParameterSet(zeros: scope.parameters).set(layer.weight, to: .zeros([2, 3]))
        }
    }

    @Test func valuesOfAnotherModelTrap() async {
        await #expect(processExitsWith: .failure) {
            let (first, second) = (ParameterScope(), ParameterScope())
            _ = Linear(2, 3, in: first["a"])
            _ = Linear(2, 3, in: second["b"])
            ParameterSet(zeros: first.parameters).set(to: ParameterSet(zeros: second.parameters))
        }
    }

    @Test func declaringAPathTwiceTraps() async {
        await #expect(processExitsWith: .failure) {
            let scope = ParameterScope()
            _ = Linear(2, 3, in: scope["a"])
            _ = Linear(2, 3, in: scope["a"])
        }
    }

    @Test func gradientsOfAnInferencePassTrap() async {
        await #expect(processExitsWith: .failure) {
            let pass = ForwardPass(inference: ParameterSet(zeros: []))
            _ = pass.gradients(of: Variable(Tensor(1)))
        }
    }
}
