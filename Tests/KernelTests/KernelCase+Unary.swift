import CKernels
import Glibc
import KernelBodies

/// Functions of one element, over dense sweeps of their ranges.
extension KernelCase {
    private struct Function: Sendable {
        let name: String
        let code: vae_unary
        let range: ClosedRange<Float>
        /// The largest error allowed, in units in the last place: just above the largest measured.
        let units: Double
        let p: Float
        let q: Float
        let exact: @Sendable (Double) -> Double

        init(
            _ name: String, _ code: vae_unary, _ range: ClosedRange<Float>, units: Double,
            p: Float = 0, q: Float = 0, exact: @escaping @Sendable (Double) -> Double
        ) {
            self.name = name
            self.code = code
            self.range = range
            self.units = units
            self.p = p
            self.q = q
            self.exact = exact
        }
    }

    private static let functions = [
        Function("negate", VAE_UNARY_NEGATE, -9...9, units: 0) { -$0 },
        Function("affine", VAE_UNARY_AFFINE, -9...9, units: 1, p: 3, q: 100) { 3 * $0 + 100 },
        Function("relu", VAE_UNARY_RELU, -9...9, units: 0) { $0 < 0 ? 0 : $0 },
        Function("leaky relu", VAE_UNARY_LEAKY_RELU, -9...9, units: 0.5, p: 0.125) {
            $0 < 0 ? 0.125 * $0 : $0
        },
        Function("silu", VAE_UNARY_SILU, -87...100, units: 3.2) { $0 * sigmoid($0) },
        Function("gelu", VAE_UNARY_GELU, -1...100, units: 4.2) { $0 * normalBelow($0) },
        // Rounding the square in e^(-x²/2) costs more, the larger it is.
        Function("gelu", VAE_UNARY_GELU, -3 ... -1, units: 8) { $0 * normalBelow($0) },
        Function("gelu", VAE_UNARY_GELU, -12.5 ... -3, units: 70) { $0 * normalBelow($0) },
        Function("tanh", VAE_UNARY_TANH, -20...20, units: 2.8) { tanh($0) },
        Function("sigmoid", VAE_UNARY_SIGMOID, -87...100, units: 2.4) { sigmoid($0) },
        Function("softplus", VAE_UNARY_SOFTPLUS, -87...100, units: 2.5) {
            max($0, 0) + log1p(exp(-abs($0)))
        },
        Function("exp", VAE_UNARY_EXP, -87.3...88.7, units: 1.3) { exp($0) },
        Function("log", VAE_UNARY_LOG, 1.2e-38...3e38, units: 2) { log($0) },
        Function("log near 1", VAE_UNARY_LOG, 0.5...2, units: 2) { log($0) },
        Function("square", VAE_UNARY_SQUARE, -9...9, units: 0.5) { $0 * $0 },
        Function("sqrt", VAE_UNARY_SQRT, 0...3e38, units: 0.5) { $0.squareRoot() },
        Function("clamp", VAE_UNARY_CLAMP, -9...9, units: 0, p: -1, q: 2) {
            $0 < -1 ? -1 : $0 > 2 ? 2 : $0
        },
    ]

    static let unary: [KernelCase] = functions.flatMap { function in
        let range = "\(function.range.lowerBound)...\(function.range.upperBound)"
        let short = lengths.dropLast().map { length in
            forward(function, "\(function.name) \(length)") {
                sweep(function.range, count: length)
            }
        }
        return short + [
            forward(function, "\(function.name) \(range)") {
                sweep(function.range, count: 200_000)
            },
            forward(function, "\(function.name) special values") {
                // Both have the form 0 · ∞ there.
                let isProduct = ["silu", "gelu"].contains(function.name)
                return specialValues.filter { !(isProduct && $0 == -.infinity) }
            },
        ]
    }

    private static func forward(
        _ function: Function, _ detail: String, _ input: @escaping @Sendable () -> [Float]
    ) -> KernelCase {
        KernelCase(kernel: "unary_forward", detail: detail) { kernels in
            let x = input()
            var y = blank(x.count)
            kernels.unary_forward(function.code, x, &y, x.count, function.p, function.q)
            return y
        } expected: {
            input().map { Expected(function.exact(Double($0)), units: function.units) }
        }
    }

    /// `count` numbers of `range`, by turns evenly spread and evenly spread over bit patterns.
    static func sweep(_ range: ClosedRange<Float>, count: Int) -> [Float] {
        let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
        let (first, last) = (order(range.lowerBound), order(range.upperBound))
        return (0..<count).map { index in
            let share = Double(index) / Double(max(1, count - 1))
            return index.isMultiple(of: 2)
                ? Float(low + (high - low) * share)
                : number(first + Int(Double(last - first) * share))
        }
    }

    /// The place of `x` among all floats, 0 at 0.
    private static func order(_ x: Float) -> Int {
        x.sign == .minus ? -Int(x.magnitude.bitPattern) : Int(x.bitPattern)
    }

    private static func number(_ order: Int) -> Float {
        let magnitude = Float(bitPattern: UInt32(order.magnitude))
        return order < 0 ? -magnitude : magnitude
    }

    static let specialValues: [Float] =
        [
            0, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-20, 1, 104, 1e30,
            .greatestFiniteMagnitude, .infinity,
        ].flatMap { [$0, -$0] } + [.nan]

    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// The probability that a standard normal number is below `x`.
    static func normalBelow(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
}
