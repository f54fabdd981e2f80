import TensorCore
import TestSupport
import Testing

/// What holds for tapes whatever the operations are.
@Suite struct TapeTests {
    @Test func gradientsOfALeafUsedThreeTimesAddUp() throws {
        let tape = Tape()
        let x = tape.variable(Tensor([2, -3]))
        // 5 x + x² + x³, of slope 5 + 2 x + 3 x²
        let loss = (5 * x + x.square() + x * x.square()).sum()
        let gradient = try #require(tape.gradients(of: loss)[x])
        #expect(gradient.elements == [21, 26])
    }

    @Test func oneVariableAsBothInputsOfAnOperation() throws {
        let tape = Tape()
        let x = tape.variable(Tensor([2, -3]))
        #expect(try #require(tape.gradients(of: (x + x).sum())[x]).elements == [2, 2])
        #expect(try #require(tape.gradients(of: (x - x).sum())[x]).elements == [0, 0])
        #expect(try #require(tape.gradients(of: (x * x).sum())[x]).elements == [4, -6])
        #expect(try #require(tape.gradients(of: (x / x).sum())[x]).elements == [0, 0])
        let both = Variable.concatenate([x, x], axis: 0) * Variable(Tensor([1, 2, 3, 4]))
        #expect(try #require(tape.gradients(of: both.sum())[x]).elements == [4, 6])
    }

    @Test func pathsOfADiamondAddUp() throws {
        let tape = Tape()
        let x = tape.variable(Tensor([3]))
        let top = x.square()
        let (left, right) = (2 * top, top.square())
        // 2 x² + x⁴ + x⁴, of slope 4 x + 8 x³.
        let loss = (left + right + right).sum()
        #expect(try #require(tape.gradients(of: loss)[x]).elements == [228])
    }

    @Test func sharedUpstreamsAreNotOverwritten() throws {
        let tape = Tape()
        let (x, y) = (tape.variable(Tensor([1, 2])), tape.variable(Tensor([3, 4])))
        // Addition hands one and the same upstream to both inputs, and x gathers more on top.
        let sum = x + y
        let loss = (sum + 10 * x + x.reshaped(to: [2, 1]).reshaped(to: [2])).sum()
        let gradients = tape.gradients(of: loss)
        #expect(try #require(gradients[x]).elements == [12, 12])
        #expect(try #require(gradients[y]).elements == [1, 1])
    }

    @Test func aLeafThatTheLossDoesNotDependOnHasNoGradient() {
        let tape = Tape()
        let (x, unused) = (tape.variable(Tensor([1, 2])), tape.variable(Tensor([3, 4])))
        let after = (unused * x).sum()
        let gradients = tape.gradients(of: x.sum())
        #expect(gradients[x]?.elements == [1, 1])
        #expect(gradients[unused] == nil)
        #expect(after.value.item == 11)
    }

    @Test func gradientsStopAtADetachedValue() {
        let tape = Tape()
        let x = tape.variable(Tensor([3]))
        #expect(tape.gradients(of: (x * x.detached).sum())[x]?.elements == [3])
        #expect(tape.gradients(of: (x.square().detached + 0 * x).sum())[x]?.elements == [0])
    }

    @Test func lossesOfOneTapeCanBeAskedSeparately() {
        let tape = Tape()
        let x = tape.variable(Tensor([3]))
        let (first, second) = (x.square().sum(), (5 * x).sum())
        #expect(tape.gradients(of: first)[x]?.elements == [6])
        #expect(tape.gradients(of: second)[x]?.elements == [5])
        #expect(tape.gradients(of: first)[x]?.elements == [6])
    }

    @Test func aLeafCanBeTheLoss() {
        let tape = Tape()
        let x = tape.variable(Tensor(3))
        #expect(tape.gradients(of: x)[x]?.elements == [1])
    }

    @Test func rulesSkipWhatIsNotNeeded() {
        let (a, b) = (Tensor([1, 2], shape: [1, 2]), Tensor([3, 4], shape: [2, 1]))
        let operations: [(TensorCore.Operation, [Tensor])] = [
            (.binary(.add), [a, b]), (.binary(.subtract), [a, b]), (.binary(.multiply), [a, b]),
            (.binary(.divide), [a, b]), (.concatenate(axis: 0), [a, a]),
            (.matrixProduct(firstTransposed: false, secondTransposed: false), [a, b]),
            (.linear(.tanh), [a, a, Tensor([1])]),
        ]
        for (operation, inputs) in operations {
            let output = operation.forward(inputs)
            for needed in inputs.indices {
                let flags = inputs.indices.map { $0 == needed }
                let gradients = operation.gradients(
                    inputs: inputs, output: output, upstream: output, needed: flags)
                #expect(gradients.map { $0 != nil } == flags, "\(operation)")
            }
        }
    }
}
