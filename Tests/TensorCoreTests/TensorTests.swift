import TensorCore
import TestSupport
import Testing

@Suite struct TensorTests {
    @Test func elementsAreRowMajor() {
        let tensor = Tensor((0..<6).map { Float($0) }, shape: [2, 3])
        #expect(tensor.elements == [0, 1, 2, 3, 4, 5])
        #expect(tensor.row(1).elements == [3, 4, 5])
        #expect(tensor.row(1).shape == [3])
        #expect(tensor.rows(1..<2).shape == [1, 3])
        #expect(tensor.rows(2..<2).elements == [])
        #expect(tensor.reshaped(to: [3, 2]).row(2).elements == [4, 5])
        #expect(Tensor([7]).item == 7)
        #expect(Tensor(7).shape == [])
        #expect(Tensor.zeros([2, 2]).elements == [0, 0, 0, 0])
    }

    @Test func viewsShareMemoryAndKernelsReadThemAtTheirOffset() {
        let tensor = Tensor((0..<12).map { Float($0) }, shape: [4, 3])
        let view = tensor.rows(1..<3)
        let (base, start) = tensor.withUnsafeElements { whole in
            view.withUnsafeElements { (whole.baseAddress, $0.baseAddress) }
        }
        #expect(base.map { $0 + 3 } == start)
        #expect((2 * Variable(view)).value.elements == [6, 8, 10, 12, 14, 16])
        #expect(Variable(view).sum(0).value.elements == [9, 11, 13])
        #expect(Variable(view.row(1)).slice(1..<3, axis: 0).value.elements == [7, 8])
        let product = Variable(view).matrixProduct(Variable(Tensor([1, 1, 1], shape: [3, 1])))
        #expect(product.value.elements == [12, 21])
    }

    @Test func aViewOutlivesTheTensorItWasTakenFrom() {
        func lastRow() -> Tensor { Tensor([1, 2, 3, 4], shape: [2, 2]).row(1) }
        let row = lastRow()
        // Memory that was given back too early would be handed out again here.
        let others = (0..<8).map { _ in Tensor(repeating: 9, shape: [2, 2]) }
        #expect(row.elements == [3, 4])
        #expect(others.count == 8)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 100, 20_000])
    func finitenessSeesEveryElement(_ count: Int) {
        #expect(Tensor(repeating: .greatestFiniteMagnitude, shape: [count]).isFinite)
        for bad in [Float.infinity, -.infinity, .nan, .signalingNaN] {
            for index in Set([0, count / 2, count - 1]) where count > 0 {
                var elements = [Float](repeating: 1, count: count)
                elements[index] = bad
                #expect(!Tensor(elements).isFinite)
            }
        }
    }

    @Test(arguments: [1, 15, 1024, 1025, 5000])
    func memoryIsAlignedForVectors(_ count: Int) {
        let address = Tensor.zeros([count]).withUnsafeElements { UInt(bitPattern: $0.baseAddress) }
        #expect(address % 64 == 0)
    }

    @Test func operationsOnNoElements() {
        let none = Variable(Tensor([], shape: [0, 3]))
        #expect((none + 1).shape == [0, 3])
        #expect((none * Variable(Tensor([1, 2, 3]))).shape == [0, 3])
        #expect(none.sum(0).value.elements == [0, 0, 0])
        #expect(none.sum().value.item == 0)
        #expect(none.maximum(0).value.elements == [-.infinity, -.infinity, -.infinity])
        #expect(none.sum(1).shape == [0])
        #expect(none.softmax().shape == [0, 3])
        #expect(none.logSumExp(axis: 1).shape == [0])
        #expect(none.transposed().shape == [3, 0])
        #expect(none.slice(1..<2, axis: 1).shape == [0, 1])
        #expect(none.gather([2, 0], axis: 1).shape == [0, 2])
        #expect(Variable.gaussianKL(mean: none, logVariance: none).shape == [0, 3])
        #expect(none.linear(weight: Variable(Tensor.zeros([2, 3])), bias: nil).shape == [0, 2])
        let one = Variable(Tensor([1, 2, 3], shape: [1, 3]))
        #expect(Variable.concatenate([none, one, none], axis: 0).value.elements == [1, 2, 3])
        #expect(one.slice(1..<1, axis: 1).shape == [1, 0])
        #expect(one.gather([]).shape == [0, 3])
    }

    @Test func gradientsOfNoElements() throws {
        let tape = Tape()
        let (none, bias) = (
            tape.variable(Tensor([], shape: [0, 3])), tape.variable(Tensor([1, 2, 3]))
        )
        let gradients = tape.gradients(of: (none * bias).sum())
        #expect(try #require(gradients[none]).shape == [0, 3])
        #expect(try #require(gradients[bias]).elements == [0, 0, 0])
    }
}
