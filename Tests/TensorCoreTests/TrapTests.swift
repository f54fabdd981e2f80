import TensorCore
import TestSupport
import Testing

/// A programmer's mistakes stop the program, with a message that names the operation and shapes.
@Suite struct TrapTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let message: String
        let run: @Sendable () -> Void
        var testDescription: String { message }
    }

    @Test(arguments: mistakes.indices)
    func aMistakeTraps(_ index: Int) async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { [index = index as Int] in
            TrapTests.mistakes[index].run()
        }
        // Optimised programs trap without the text.
        #if DEBUG
        let written = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        let message = Self.mistakes[index].message
        #expect(written.contains(message), "\(written)")
        #else
        #expect(result != nil)
        #endif
    }

    @Test func whatIsRightDoesNotTrap() async {
        await #expect(processExitsWith: .success) {
            _ = TrapTests.matrix + TrapTests.row
        }
    }

    private static var matrix: Variable { Variable(Tensor.zeros([2, 3])) }
    private static var row: Variable { Variable(Tensor.zeros([3])) }
    private static var pair: Variable { Variable(Tensor.zeros([2])) }

    static let mistakes: [Mistake] = arithmetic + shapes + pictures + probability + tapes

    private static let arithmetic: [Mistake] = [
        Mistake(message: "add: [2, 3] and [2] do not broadcast") { _ = matrix + pair },
        Mistake(message: "divide: [2] and [3] do not broadcast") { _ = pair / row },
        Mistake(message: "matrixProduct: [2, 3] and [2, 3] do not fit") {
            _ = matrix.matrixProduct(matrix)
        },
        Mistake(message: "matrixProduct: [2, 3]ᵀ and [3, 2] do not fit") {
            _ = TensorCore.Operation.matrixProduct(firstTransposed: true, secondTransposed: false)
                .forward([matrix.value, .zeros([3, 2])])
        },
        Mistake(message: "matrixProduct: [2, 3] and [3] are not both matrices") {
            _ = matrix.matrixProduct(row)
        },
        Mistake(message: "linear: input [2, 3] does not fit weight [4, 2]") {
            _ = matrix.linear(weight: Variable(.zeros([4, 2])), bias: nil)
        },
        Mistake(message: "linear: bias [3] does not fit weight [4, 3]") {
            _ = matrix.linear(weight: Variable(.zeros([4, 3])), bias: row)
        },
        Mistake(message: "leakyReLU: slope -1.0 is not positive") { _ = row.leakyReLU(slope: -1) },
        Mistake(message: "clamped: 2.0 is above 1.0") { _ = row.clamped(2, 1) },
    ]

    private static let shapes: [Mistake] = [
        Mistake(message: "Shape: [1, 1, 1, 1, 1, 1] is not up to 5 sizes of 0 or more") {
            _ = Shape([1, 1, 1, 1, 1, 1])
        },
        Mistake(message: "Shape: [2, -1] is not up to 5 sizes of 0 or more") {
            _ = Shape([2, -1])
        },
        Mistake(message: "Shape: no axis 2 in [2, 3]") { _ = matrix.shape[2] },
        Mistake(message: "Tensor: 3 elements do not fill [2, 2]") {
            _ = Tensor([1, 2, 3], shape: [2, 2])
        },
        Mistake(message: "Tensor.item: [2, 3] has 6 elements, not 1") { _ = matrix.value.item },
        Mistake(message: "rows: 1..<3 is not within [2, 3]") { _ = matrix.value.rows(1..<3) },
        Mistake(message: "sum: no axis 2 in [2, 3]") { _ = matrix.sum(2) },
        Mistake(message: "maximum: no axis -3 in [2, 3]") { _ = matrix.maximum(-3) },
        Mistake(message: "softmax: no axis 1 in [3]") { _ = row.softmax(axis: 1) },
        Mistake(message: "reshape: [2, 3] does not have as many elements as [4]") {
            _ = matrix.reshaped(to: [4])
        },
        Mistake(message: "transpose: [0, 0] is not an order of the dimensions of [2, 3]") {
            _ = matrix.transposed(0, 0)
        },
        Mistake(message: "broadcast: [2, 3] does not stretch to [2, 6]") {
            _ = matrix.broadcast(to: [2, 6])
        },
        Mistake(message: "slice: 1..<4 of axis 1 is not within [2, 3]") {
            _ = matrix.slice(1..<4, axis: 1)
        },
        Mistake(message: "concatenate: [3] does not fit [2, 3] along axis 0") {
            _ = Variable.concatenate([matrix, row], axis: 0)
        },
        Mistake(message: "concatenate: no parts") { _ = Variable.concatenate([], axis: 0) },
        Mistake(message: "gather: an index is not within axis 0 of [2, 3]") {
            _ = matrix.gather([0, 2])
        },
    ]

    private static var picture: Variable { Variable(.zeros([1, 4, 4, 2])) }

    private static func convolve(
        _ weight: Shape, bias: Shape? = nil, padding: Int = 0, stride: Int = 1,
        isTransposed: Bool = false
    ) {
        _ = picture.convolution(
            weight: Variable(.zeros(weight)), bias: bias.map { Variable(.zeros($0)) },
            geometry: ConvolutionGeometry(
                stride: Size2D(stride), padding: Size2D(padding), isTransposed: isTransposed))
    }

    private static let pictures: [Mistake] = [
        Mistake(message: "convolution: input [1, 4, 4, 2] does not fit weight [3, 1, 3, 3]") {
            convolve([3, 1, 3, 3])
        },
        Mistake(message: "convolution: input [1, 4, 4, 2] does not fit weight [3, 2, 3, 3]") {
            convolve([3, 2, 3, 3], isTransposed: true)
        },
        Mistake(message: "convolution: bias [2] does not fit weight [3, 2, 3, 3]") {
            convolve([3, 2, 3, 3], bias: [2])
        },
        Mistake(message: "convolution: padding 3x3 is not smaller than kernel 3x3") {
            convolve([3, 2, 3, 3], padding: 3)
        },
        Mistake(message: "convolution: kernel 5x5 is larger than the padded input 4x4") {
            convolve([3, 2, 5, 5])
        },
        Mistake(message: "convolution: kernel 5x5 is larger than the padded input 4x4") {
            convolve([3, 2, 5, 5], stride: 2)
        },
        Mistake(message: "ConvolutionGeometry: stride 0x0, padding 0x0") {
            convolve([3, 2, 3, 3], stride: 0)
        },
        Mistake(message: "ConvolutionGeometry: output padding 1x1 with stride 1x1") {
            _ = ConvolutionGeometry(outputPadding: Size2D(1), isTransposed: true)
        },
        Mistake(message: "ConvolutionGeometry: output padding 1x1 with stride 2x2") {
            _ = ConvolutionGeometry(stride: Size2D(2), outputPadding: Size2D(1))
        },
        Mistake(message: "normalize: 2 channels of [1, 4, 4, 2] do not make 3 groups") {
            _ = picture.normalized(Normalization(.groups(3)))
        },
        Mistake(message: "pool: window 5x5 is larger than the padded input [1, 4, 4, 2]") {
            _ = picture.pooled(Pooling(.average, kernel: Size2D(5)))
        },
        Mistake(message: "Pooling: kernel 3x3, stride 3x3, padding 2x2") {
            _ = Pooling(.average, kernel: Size2D(3), padding: Size2D(2))
        },
        Mistake(message: "resample: [2, 3] is not [batch, height, width, channels]") {
            _ = matrix.resampled(to: Size2D(2), .nearest)
        },
    ]

    private static let probability: [Mistake] = [
        Mistake(
            message:
                "bernoulliLogLikelihood: [2, 3] and [3] are not equal shapes of [batch, elements]"
        ) { _ = Variable.bernoulliLogLikelihood(logits: matrix, x: row) },
        Mistake(message: "gaussianLogDensity: log variance [3] fits neither x [2, 3] nor []") {
            _ = Variable.gaussianLogDensity(x: matrix, mean: matrix, logVariance: row)
        },
        Mistake(message: "gaussianKL: [2, 3] and [3] differ") {
            _ = Variable.gaussianKL(mean: matrix, logVariance: row)
        },
        Mistake(message: "reparameterize: [2, 3] and [3] differ") {
            _ = Variable.reparameterize(mean: matrix, logVariance: matrix, noise: row)
        },
        Mistake(message: "dropout: probability 1.0 not in [0, 1)") {
            var generator = PhiloxGenerator(seed: 0)
            _ = row.dropout(probability: 1, using: &generator)
        },
    ]

    private static let tapes: [Mistake] = [
        Mistake(message: "inputs stand on different tapes") {
            _ = Tape().variable(row.value) + Tape().variable(row.value)
        },
        Mistake(message: "gradients: the loss does not stand on this tape") {
            _ = Tape().gradients(of: Tape().variable(Tensor(1)))
        },
        Mistake(message: "gradients: the loss does not stand on this tape") {
            _ = Tape().gradients(of: Variable(Tensor(1)))
        },
        Mistake(message: "gradients: the loss has shape [3], not []") {
            let tape = Tape()
            _ = tape.gradients(of: tape.variable(row.value))
        },
        Mistake(message: "GradientStore: the variable does not stand on the loss's tape") {
            let tape = Tape()
            _ = tape.gradients(of: tape.variable(Tensor(1)))[row]
        },
        Mistake(message: "ComputeTeam: 0 threads") { ComputeTeam.setThreadCount(0) },
    ]
}
