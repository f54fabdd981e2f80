import TensorCore
import TestSupport
import Testing

/// Walks over several dimensions, merged or not, against loops that follow every index.
@Suite struct BroadcastingTests {
    /// All shapes of `rank` dimensions with the sizes 1 and the one of `full`.
    private static func partial(_ full: [Int]) -> [[Int]] {
        (0..<1 << full.count).map { mask in
            full.indices.map { mask >> $0 & 1 == 1 ? full[$0] : 1 }
        }
    }

    private static func index(_ flat: Int, of shape: [Int], in smaller: [Int]) -> Int {
        var (rest, index, stride) = (flat, 0, 1)
        for axis in shape.indices.reversed() {
            let position = rest % shape[axis]
            rest /= shape[axis]
            let own = axis - (shape.count - smaller.count)
            guard own >= 0 else { continue }
            if smaller[own] != 1 { index += position * stride }
            stride *= smaller[own]
        }
        return index
    }

    @Test func everyPatternOfRepeatedDimensions() {
        var random = SplitMix64(seed: 5)
        for full in [[2, 3, 2, 3, 2], [3, 1, 17], [5]] {
            for first in Self.partial(full) {
                for second in Self.partial(full) {
                    let (a, b) = (random.tensor(Shape(first)), random.tensor(Shape(second)))
                    let sum = (Variable(a) - Variable(b)).value
                    let shape = sum.shape.dimensions
                    #expect(shape == zip(first, second).map { max($0, $1) })
                    let (x, y) = (a.elements, b.elements)
                    let expected = (0..<sum.count).map {
                        x[Self.index($0, of: shape, in: first)]
                            - y[Self.index($0, of: shape, in: second)]
                    }
                    #expect(sum.elements == expected, "\(first) - \(second)")
                }
            }
        }
    }

    @Test func stretchingRepeatsAndItsGradientAddsUp() throws {
        let full = [2, 3, 2, 3, 2]
        for partial in Self.partial(full) {
            let tape = Tape()
            let x = tape.variable(
                Tensor((1...Shape(partial).count).map { Float($0) }, shape: Shape(partial)))
            let wide = x.broadcast(to: Shape(full))
            let values = x.value.elements
            #expect(
                wide.value.elements
                    == (0..<72).map { values[Self.index($0, of: full, in: partial)] })
            let gradient = try #require(tape.gradients(of: wide.sum())[x])
            let repeats = Float(72 / values.count)
            #expect(gradient.elements == values.map { _ in repeats })
        }
    }

    @Test func everyOrderOfFiveDimensions() {
        let shape = [2, 3, 1, 4, 5]
        let strides = Shape(shape).strides
        let x = Variable(Tensor((0..<120).map { Float($0) }, shape: Shape(shape)))
        for order in permutations(of: [0, 1, 2, 3, 4]) {
            let y = x.transposed(order[0], order[1], order[2], order[3], order[4])
            #expect(y.shape.dimensions == order.map { shape[$0] })
            let expected = (0..<120).map { flat -> Float in
                var (rest, index) = (flat, 0)
                for axis in (0..<5).reversed() {
                    index += rest % y.shape[axis] * strides[order[axis]]
                    rest /= y.shape[axis]
                }
                return Float(index)
            }
            #expect(y.value.elements == expected, "\(order)")
        }
    }

    private func permutations(of items: [Int]) -> [[Int]] {
        guard !items.isEmpty else { return [[]] }
        return items.flatMap { item in
            permutations(of: items.filter { $0 != item }).map { [item] + $0 }
        }
    }
}
