import TensorCore
import TestSupport
import Testing

/// Products of the sizes of a variational autoencoder, against sums in `Double`.
@Suite(.serialized) struct MatrixProductTests {
    struct Sizes: Sendable {
        let rows, inner, columns: Int
    }

    @Test(
        arguments: [
            Sizes(rows: 128, inner: 784, columns: 400), Sizes(rows: 100, inner: 7, columns: 33),
            Sizes(rows: 1, inner: 1000, columns: 1), Sizes(rows: 3, inner: 128, columns: 500),
        ], [1, 2])
    func productIsRightForAnyThreadCount(_ sizes: Sizes, _ threads: Int) {
        let before = ComputeTeam.threadCount
        defer { ComputeTeam.setThreadCount(before) }
        ComputeTeam.setThreadCount(threads)
        var random = SplitMix64(seed: 31)
        let a = random.tensor([sizes.rows, sizes.inner], in: -1...1)
        let b = random.tensor([sizes.inner, sizes.columns], in: -1...1)
        let product = Variable(a).matrixProduct(Variable(b)).value
        let (x, y) = (a.elements.map { Double($0) }, b.elements.map { Double($0) })
        var expected = [Double](repeating: 0, count: product.count)
        for i in 0..<sizes.rows {
            for k in 0..<sizes.inner {
                for j in 0..<sizes.columns {
                    expected[i * sizes.columns + j] +=
                        x[i * sizes.inner + k] * y[k * sizes.columns + j]
                }
            }
        }
        expectClose(product, expected, tolerance: 2e-5)
    }

    @Test func theSameProductTwiceGivesTheSameBits() {
        var random = SplitMix64(seed: 32)
        let (a, b) = (Variable(random.tensor([64, 300])), Variable(random.tensor([300, 90])))
        let first = bits(a.matrixProduct(b).value)
        for _ in 0..<5 { #expect(bits(a.matrixProduct(b).value) == first) }
    }
}
