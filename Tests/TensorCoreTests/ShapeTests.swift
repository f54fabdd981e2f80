import TensorCore
import Testing

@Suite struct ShapeTests {
    @Test func countIsTheProductOfTheSizes() {
        #expect(([] as Shape).count == 1)
        #expect(([2, 3, 4] as Shape).count == 24)
        #expect(([2, 0, 4] as Shape).count == 0)
        #expect(([1, 2, 3, 4, 5] as Shape).dimensions == [1, 2, 3, 4, 5])
        #expect("\([128, 784] as Shape)" == "[128, 784]")
        #expect("\([] as Shape)" == "[]")
    }

    @Test func trailingOnesMakeADifferentShape() {
        #expect(([2] as Shape) != [2, 1])
        #expect(([] as Shape) != [1])
        #expect(Set([[2], [2, 1], [2, 1, 1], [1, 2], [2]] as [Shape]).count == 4)
    }

    @Test func stridesAreRowMajor() {
        #expect(([] as Shape).strides == [])
        #expect(([7] as Shape).strides == [1])
        #expect(([2, 3, 1, 4, 5] as Shape).strides == [60, 20, 20, 5, 1])
    }

    @Test func axesCountFromTheBackWhereNegative() {
        let shape: Shape = [2, 3, 4]
        #expect((-3..<3).map { shape.normalized(axis: $0, for: "test") } == [0, 1, 2, 0, 1, 2])
        #expect(shape.removing(axis: 1) == [2, 4])
        #expect(shape.replacing(axis: 2, with: 9) == [2, 3, 9])
        #expect(shape.product(1..<3) == 12)
        #expect(shape.product(1..<1) == 1)
    }

    struct Pair: Sendable {
        let first, second: Shape
        let result: Shape?
    }

    @Test(arguments: [
        Pair(first: [], second: [], result: []),
        Pair(first: [], second: [2, 3], result: [2, 3]),
        Pair(first: [3], second: [2, 3], result: [2, 3]),
        Pair(first: [3, 1, 4], second: [2, 1], result: [3, 2, 4]),
        Pair(first: [1], second: [0], result: [0]),
        Pair(first: [2, 0], second: [1, 1], result: [2, 0]),
        Pair(first: [2, 1, 3, 1, 2], second: [1, 4, 1, 5, 1], result: [2, 4, 3, 5, 2]),
        Pair(first: [2], second: [3], result: nil),
        Pair(first: [2], second: [0], result: nil),
        Pair(first: [2, 3], second: [2], result: nil),
    ])
    func broadcasting(_ pair: Pair) {
        #expect(Shape.broadcast(pair.first, pair.second) == pair.result)
        #expect(Shape.broadcast(pair.second, pair.first) == pair.result)
    }
}
