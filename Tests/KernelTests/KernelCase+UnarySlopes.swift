import CKernels
import Glibc
import KernelBodies
import TestSupport

/// Gradients of functions of one element.
extension KernelCase {
    private struct Slope: Sendable {
        let name: String
        let code: vae_unary
        let range: ClosedRange<Float>
        let units: Double
        /// The terms of the slope at x, where the function is y: the kernel sees both.
        let terms: @Sendable (_ x: Double, _ y: Double) -> [Double]
        /// The function, which gives the kernel's y.
        let function: @Sendable (Double) -> Double

        init(
            _ name: String, _ code: vae_unary, _ range: ClosedRange<Float>, units: Double,
            of function: @escaping @Sendable (Double) -> Double = { $0 },
            terms: @escaping @Sendable (_ x: Double, _ y: Double) -> [Double]
        ) {
            self.name = name
            self.code = code
            self.range = range
            self.units = units
            self.terms = terms
            self.function = function
        }
    }

    /// Parameters of the functions that have some.
    private static let (p, q): (Float, Float) = (0.125, 2)

    private static let slopes = [
        Slope("negate", VAE_UNARY_NEGATE, -9...9, units: 0) { _, _ in [-1] },
        Slope("affine", VAE_UNARY_AFFINE, -9...9, units: 0.5) { _, _ in [Double(p)] },
        Slope("relu", VAE_UNARY_RELU, -9...9, units: 0, of: { max($0, 0) }) { _, y in
            [y > 0 ? 1 : 0]
        },
        Slope("leaky relu", VAE_UNARY_LEAKY_RELU, -9...9, units: 0.5) { _, y in
            [y > 0 ? 1 : Double(p)]
        },
        Slope("silu", VAE_UNARY_SILU, -80...80, units: 5) { x, _ in
            [sigmoid(x), x * sigmoid(x) * sigmoid(-x)]
        },
        Slope("gelu", VAE_UNARY_GELU, -3...80, units: 5.5) { x, _ in
            [normalBelow(x), x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()]
        },
        Slope("tanh", VAE_UNARY_TANH, -9...9, units: 1.5, of: { tanh($0) }) { _, y in [1, -y * y] },
        Slope("sigmoid", VAE_UNARY_SIGMOID, -80...80, units: 2, of: sigmoid) { _, y in
            [y * (1 - y)]
        },
        Slope("softplus", VAE_UNARY_SOFTPLUS, -80...80, units: 3) { x, _ in [sigmoid(x)] },
        Slope("exp", VAE_UNARY_EXP, -80...80, units: 0.5, of: { exp($0) }) { _, y in [y] },
        Slope("log", VAE_UNARY_LOG, 0.01...100, units: 0.5) { x, _ in [1 / x] },
        Slope("square", VAE_UNARY_SQUARE, -9...9, units: 0.5) { x, _ in [2 * x] },
        Slope("sqrt", VAE_UNARY_SQRT, 0.01...100, units: 0.5, of: { $0.squareRoot() }) { _, y in
            [0.5 / y]
        },
        Slope("clamp", VAE_UNARY_CLAMP, -9...9, units: 0) { x, _ in
            [x > Double(p) && x < Double(q) ? 1 : 0]
        },
    ]

    static let unarySlopes: [KernelCase] = slopes.flatMap { slope in
        (lengths.dropLast() + [100_000]).map { length in
            backward(slope, "\(slope.name) \(length)") {
                sweep(slope.range, count: length)
            }
        }
    }

    private static func backward(
        _ slope: Slope, _ detail: String, _ input: @escaping @Sendable () -> [Float]
    ) -> KernelCase {
        let upstream: @Sendable (Int) -> [Float] = { count in
            var random = SplitMix64(seed: 3)
            return random.floats(count)
        }
        return KernelCase(kernel: "unary_backward", detail: detail) { kernels in
            let x = input()
            let y = x.map { Float(slope.function(Double($0))) }
            var dx = blank(x.count)
            kernels.unary_backward(slope.code, x, y, upstream(x.count), &dx, x.count, p, q)
            return dx
        } expected: {
            let x = input()
            return zip(x, upstream(x.count)).map { x, g in
                let y = Double(Float(slope.function(Double(x))))
                let terms = slope.terms(Double(x), y).map { $0 * Double(g) }
                let largest = terms.reduce(0) { max($0, abs($1)) }
                return Expected(terms.reduce(0, +), units: slope.units, terms: largest)
            }
        }
    }
}
