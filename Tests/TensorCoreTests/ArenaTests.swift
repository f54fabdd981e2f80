import TensorCore
import TestSupport
import Testing

@Suite struct ArenaTests {
    @Test func tensorsSeeThePresentContent() {
        let arena = Arena(count: 10)
        #expect(arena.tensor(at: 4, shape: [2, 3]).elements == [0, 0, 0, 0, 0, 0])
        arena.withUnsafeMutableElements { elements in
            for index in elements.indices { elements[index] = Float(index) }
        }
        #expect(arena.tensor(at: 4, shape: [2, 3]).elements == [4, 5, 6, 7, 8, 9])
        let copy = Arena(copying: arena)
        arena.withUnsafeMutableElements { $0.update(repeating: 0) }
        #expect(copy.tensor(at: 8, shape: [2]).elements == [8, 9])
    }

    @Test func anUpdateTouchesOnlyTensorsWithAGradient() {
        let (parameters, velocity) = (Arena(count: 8), Arena(count: 8))
        let step = ArenaUpdate.SGDStep(
            learningRate: 0.5, momentum: 0, weightDecay: 0, isNesterov: false, gradientScale: 2,
            isFirst: true)
        ArenaUpdate.sgd(
            step, gradients: [Tensor([1, 2]), nil, Tensor([3])], offsets: [0, 2, 6],
            parameters: parameters, velocity: velocity)
        #expect(parameters.withUnsafeElements { Array($0) } == [-1, -2, 0, 0, 0, 0, -3, 0])
        #expect(velocity.withUnsafeElements { Array($0) } == [2, 4, 0, 0, 0, 0, 6, 0])
    }

    @Test func sumsKeepTheirDigitsOverManyElements() {
        // A running sum in Float would be off by some thousands.
        let tensor = Tensor(repeating: 0.1, shape: [3_000_001])
        let element = Double(Float(0.1))
        #expect(abs(tensor.sum - 3_000_001 * element) < 0.1)
        #expect(abs(tensor.sumOfSquares - 3_000_001 * element * element) < 0.01)
        #expect(Tensor([], shape: [0]).sum == 0)
    }
}
