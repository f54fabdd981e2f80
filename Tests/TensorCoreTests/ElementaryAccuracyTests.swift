import Glibc
import TensorCore
import TestSupport
import Testing

/// How far the kernels' elementary functions are from the C library's in `Double`.
///
/// A unit in the last place is that of the exact result rounded to `Float`. Results below the
/// smallest normal number may become 0: units are never smaller than that number's.
@Suite struct ElementaryAccuracyTests {
    struct Accuracy: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let range: ClosedRange<Float>
        /// The largest error allowed, in units in the last place.
        let bound: Double
        let function: @Sendable (Variable) -> Variable
        let exact: @Sendable (Double) -> Double
    }

    // Bounds are the largest errors measured, rounded up to a whole number.
    static let accuracies = [
        Accuracy(
            testDescription: "exp", range: -87.3...88.7, bound: 1, function: { $0.exp() },
            exact: exp),
        Accuracy(
            testDescription: "log", range: 0.01...100, bound: 2, function: { $0.log() }, exact: log),
        Accuracy(
            testDescription: "log, near 1", range: 0.9...1.1, bound: 2, function: { $0.log() },
            exact: log),
        Accuracy(
            testDescription: "tanh", range: -10...10, bound: 3, function: { $0.tanh() }, exact: tanh
        ),
        Accuracy(
            testDescription: "tanh, near 0", range: -0.01...0.01, bound: 3, function: { $0.tanh() },
            exact: tanh),
        Accuracy(
            testDescription: "sigmoid", range: -87...30, bound: 3, function: { $0.sigmoid() },
            exact: { 1 / (1 + exp(-$0)) }),
        Accuracy(
            testDescription: "softplus", range: -87...30, bound: 3, function: { $0.softplus() },
            exact: { max($0, 0) + log1p(exp(-abs($0))) }),
        Accuracy(
            testDescription: "silu", range: -87...30, bound: 3, function: { $0.silu() },
            exact: { $0 / (1 + exp(-$0)) }),
        Accuracy(
            testDescription: "gelu", range: 0...10, bound: 6, function: { $0.gelu() },
            exact: { 0.5 * $0 * erfc(-$0 / 2.0.squareRoot()) }),
        Accuracy(
            testDescription: "square root", range: 0...1e6, bound: 0.5,
            function: { $0.squareRoot() }, exact: { $0.squareRoot() }),
    ]

    @Test(arguments: accuracies)
    func errorStaysWithinItsBound(_ accuracy: Accuracy) {
        let count = 400_000
        let (low, high) = (accuracy.range.lowerBound, accuracy.range.upperBound)
        let x = (0...count).map { low + (high - low) * (Float($0) / Float(count)) }
        let y = accuracy.function(Variable(Tensor(x))).value.elements
        var worst = (error: -1.0, x: Float(0))
        for (input, output) in zip(x, y) {
            let exact = accuracy.exact(Double(input))
            let unit = Double(max(abs(Float(exact)), .leastNormalMagnitude).ulp)
            let error = abs(Double(output) - exact) / unit
            if !(error <= worst.error) { worst = (error, input) }
        }
        #expect(worst.error <= accuracy.bound, "\(worst.error) units at \(worst.x)")
    }

    @Test func geluOfNegativeNumbersIsAccurateInAbsoluteTerms() {
        // 1 + erf x cancels there, so the error is counted in units of the term that x multiplies.
        let x = (0...400_000).map { -10 + Float($0) * 2.5e-5 }
        let y = Variable(Tensor(x)).gelu().value.elements
        for (input, output) in zip(x, y) {
            let exact = 0.5 * Double(input) * erfc(-Double(input) / 2.0.squareRoot())
            guard abs(Double(output) - exact) <= 2e-7 * Double(abs(input)) else {
                Issue.record("gelu \(input) is \(output), not \(exact)")
                return
            }
        }
    }

    @Test func logarithmCoversAllMagnitudes() {
        // Every 4,999th positive float, subnormal ones included.
        let x = stride(from: UInt32(1), to: Float.infinity.bitPattern, by: 4_999)
            .map { Float(bitPattern: $0) }
        let y = Variable(Tensor(x)).log().value.elements
        var worst = 0.0
        for (input, output) in zip(x, y) {
            let exact = log(Double(input))
            worst = max(worst, abs(Double(output) - exact) / Double(Float(exact).ulp))
        }
        #expect(worst <= 2)
    }
}
