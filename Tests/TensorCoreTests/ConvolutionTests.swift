import Platform
import TensorCore
import TestSupport
import Testing

/// What holds for convolutions beside their values.
@Suite struct ConvolutionTests {
    struct Sizes: Sendable {
        let geometry: ConvolutionGeometry
        let input, kernel, output: Int
    }

    static let sizes: [Sizes] = [
        Sizes(geometry: ConvolutionGeometry(), input: 7, kernel: 3, output: 5),
        Sizes(geometry: ConvolutionGeometry(), input: 3, kernel: 3, output: 1),
        Sizes(geometry: ConvolutionGeometry(), input: 2, kernel: 3, output: 0),
        Sizes(
            geometry: ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1)), input: 7,
            kernel: 4, output: 3),
        // Nothing fits, although (2 - 3) / 2 rounds to 0.
        Sizes(
            geometry: ConvolutionGeometry(stride: Size2D(2)), input: 2, kernel: 3, output: 0),
        Sizes(
            geometry: ConvolutionGeometry(
                stride: Size2D(2), padding: Size2D(1), outputPadding: Size2D(1),
                isTransposed: true), input: 3, kernel: 4, output: 7),
    ]

    @Test(arguments: sizes) func theOutputHasTheSizeOfTheFormula(_ sizes: Sizes) {
        let size = sizes.geometry.outputSize(
            input: Size2D(sizes.input), kernel: Size2D(sizes.kernel))
        #expect(size == Size2D(sizes.output))
    }

    private static let cases: [(ConvolutionGeometry, input: Shape, weight: Shape)] = [
        (ConvolutionGeometry(padding: Size2D(2)), [1, 2, 3, 2], [3, 2, 3, 3]),
        (
            ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1)), [3, 16, 16, 8],
            [16, 8, 4, 4]
        ),
        (ConvolutionGeometry(stride: Size2D(2)), [3, 14, 12, 1], [7, 1, 1, 1]),
        (
            ConvolutionGeometry(
                stride: Size2D(2), outputPadding: Size2D(1), isTransposed: true), [1, 2, 20, 16],
            [16, 8, 1, 1]
        ),
        (
            ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1), isTransposed: true),
            [3, 8, 8, 16], [16, 3, 4, 4]
        ),
    ]

    private static func results() -> [[UInt32]] {
        cases.flatMap { geometry, input, weight -> [[UInt32]] in
            let tape = Tape()
            let leaves = [input, weight, [weight[geometry.isTransposed ? 1 : 0]]]
                .enumerated().map { tape.variable(Formula.tensor(UInt64($0.offset), $0.element)) }
            let output = leaves[0].convolution(
                weight: leaves[1], bias: leaves[2], geometry: geometry)
            let gradients = tape.gradients(of: output.square().sum())
            return [bits(output.value)] + leaves.compactMap { gradients[$0].map { bits($0) } }
        }
    }

    @Test(arguments: [FusedActivation.relu, .leakyReLU(slope: 0.2), .tanh], cases.indices)
    func anActivationInThePassIsTheSameAsOneBehindIt(activation: FusedActivation, index: Int) {
        let (geometry, input, weight) = Self.cases[index]
        func results(isFused: Bool, hasBias: Bool) -> [Tensor] {
            let tape = Tape()
            let leaves = [input, weight, [weight[geometry.isTransposed ? 1 : 0]]].enumerated()
                .map { tape.variable(Formula.tensor(UInt64($0.offset + 7), $0.element)) }
            var output = leaves[0].convolution(
                weight: leaves[1], bias: hasBias ? leaves[2] : nil, geometry: geometry,
                activation: isFused ? activation : .identity)
            if !isFused {
                switch activation {
                case .leakyReLU(let slope): output = output.leakyReLU(slope: slope)
                case .tanh: output = output.tanh()
                default: output = output.relu()
                }
            }
            let gradients = tape.gradients(of: output.square().sum())
            return [output.value] + leaves.prefix(hasBias ? 3 : 2).compactMap { gradients[$0] }
        }
        for hasBias in [false, true] {
            let fused = results(isFused: true, hasBias: hasBias)
            let separate = results(isFused: false, hasBias: hasBias)
            #expect(fused.count == separate.count)
            for (a, b) in zip(fused, separate) {
                expectClose(a, b.elements.map(Double.init), tolerance: 1e-5)
            }
        }
    }

    @Test func aThreadMayRunWhatAnotherOneRanBefore() throws {
        // The library's own scratch memory would belong to the thread that prepares a primitive.
        let first = try BackgroundTask { .success(Self.results()) }.value()
        #expect(first.count == Self.cases.count * 4)
        let second = try BackgroundTask { .success(Self.results()) }.value()
        #expect(first == second)
        #expect(first == Self.results())
    }

    @Test func threadsDoNotDisturbEachOther() throws {
        let expected = Self.results()
        let tasks = (0..<4).map { _ in
            BackgroundTask { .success((0..<8).map { _ in Self.results() }) }
        }
        for task in tasks {
            let all = try task.value()
            #expect(all.allSatisfy { $0 == expected })
        }
    }
}
