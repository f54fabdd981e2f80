import CKernels
import KernelBodies
import TestSupport

/// One step of each optimiser over two segments with gaps around them, and the moving average.
extension KernelCase {
    static let optimizers = steps + averages

    /// What an element goes through: its gradient and weight and, in and out, its two averages.
    private struct Element {
        let g: Double
        let p: Double
        let m: Double
        let v: Double
    }

    /// A step's results for one element, each with the terms that it is a sum of.
    private typealias Step = @Sendable (Element) -> (p: [Double], m: [Double], v: [Double])

    private static func flat(_ length: Int) -> (p: [Float], m: [Float], v: [Float]) {
        var random = SplitMix64(seed: 11)
        let count = 2 * length + 9
        return (
            random.floats(count), random.floats(count), random.floats(count, in: 0.01...4)
        )
    }

    private static func gradients(_ length: Int) -> [Float] {
        var random = SplitMix64(seed: 12)
        return random.floats(2 * length)
    }

    /// `run` gets the segments and the flat memory, which it changes.
    private static func optimizer(
        _ kernel: String, _ detail: String, units: Double = 6,
        run:
            @escaping @Sendable (
                vae_kernel_body, [vae_segment], inout [Float], inout [Float], inout [Float]
            ) -> Void,
        step: @escaping Step
    ) -> [KernelCase] {
        lengths.map { length in
            KernelCase(kernel: kernel, detail: "\(detail) \(length)") { kernels in
                var (p, m, v) = flat(length)
                gradients(length).withUnsafeBufferPointer { g in
                    let segments = [
                        vae_segment(
                            gradient: g.baseAddress.map { $0 + length }, offset: length + 5,
                            count: length),
                        vae_segment(gradient: g.baseAddress, offset: 3, count: length),
                    ]
                    run(kernels, segments, &p, &m, &v)
                }
                return p + m + v
            } expected: {
                let (p, m, v) = flat(length)
                var results = [p, m, v].map { $0.map { Expected(exactly: $0) } }
                for (index, g) in gradients(length).enumerated() {
                    let at = index < length ? 3 + index : 5 + index
                    let terms = step(
                        Element(g: Double(g), p: Double(p[at]), m: Double(m[at]), v: Double(v[at])))
                    for (result, terms) in [terms.p, terms.m, terms.v].enumerated() {
                        let largest = terms.reduce(0) { max($0, abs($1)) }
                        results[result][at] = Expected(
                            terms.reduce(0, +), units: units, terms: largest)
                    }
                }
                return results.flatMap { $0 }
            }
        }
    }

    private static let steps =
        adam(decoupled: false) + adam(decoupled: true)
        + sgd(nesterov: false, first: true) + sgd(nesterov: false, first: false)
        + sgd(nesterov: true, first: false) + adamax + rmsprop

    private static func adam(decoupled: Bool) -> [KernelCase] {
        let s = vae_adam_settings(
            learning_rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 0.19,
            correction2: 0.002, weight_decay: 0.1, decoupled: decoupled, gradient_scale: 0.5)
        let (rate, beta1, beta2) = (Double(s.learning_rate), Double(s.beta1), Double(s.beta2))
        let (correction1, correction2) = (Double(s.correction1), Double(s.correction2))
        let decay = Double(s.weight_decay)
        return optimizer("adam", decoupled ? "decoupled" : "coupled") {
            kernels, segments, p, m, v in
            var s = s
            kernels.adam(&s, segments, segments.count, &p, &m, &v)
        } step: { e in
            let g = e.g / 2 + (decoupled ? 0 : decay * e.p)
            let m = e.m + (1 - beta1) * (g - e.m)
            let v = beta2 * e.v + (1 - beta2) * g * g
            let step = rate / correction1 * m / ((v / correction2).squareRoot() + Double(s.epsilon))
            return (
                [e.p, decoupled ? -rate * decay * e.p : 0, -step], [e.m, (1 - beta1) * (g - e.m)],
                [v]
            )
        }
    }

    private static func sgd(nesterov: Bool, first: Bool) -> [KernelCase] {
        let s = vae_sgd_settings(
            learning_rate: 0.01, momentum: 0.9, weight_decay: 0.1, gradient_scale: 0.5,
            nesterov: nesterov, first_step: first)
        let (rate, momentum) = (Double(s.learning_rate), Double(s.momentum))
        return optimizer("sgd", "\(nesterov ? "Nesterov" : "plain"), \(first ? "first" : "later")")
        { kernels, segments, p, m, _ in
            var s = s
            kernels.sgd(&s, segments, segments.count, &p, &m)
        } step: { e in
            let g = [e.g / 2, Double(s.weight_decay) * e.p]
            let u = first ? g : [momentum * e.m] + g
            let step = nesterov ? g + u.map { momentum * $0 } : u
            return ([e.p] + step.map { -rate * $0 }, u, [e.v])
        }
    }

    private static let adamax: [KernelCase] = {
        let s = vae_adamax_settings(
            learning_rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.1,
            gradient_scale: 0.5, correction1: 0.19)
        let (beta1, beta2) = (Double(s.beta1), Double(s.beta2))
        return optimizer("adamax", "") { kernels, segments, p, m, v in
            var s = s
            kernels.adamax(&s, segments, segments.count, &p, &m, &v)
        } step: { e in
            let g = e.g / 2 + Double(s.weight_decay) * e.p
            let m = e.m + (1 - beta1) * (g - e.m)
            let largest = max(beta2 * e.v, abs(g) + Double(s.epsilon))
            let step = Double(s.learning_rate) / Double(s.correction1) * m / largest
            // The largest gradient may be a difference of its two parts.
            return ([e.p, -step], [e.m, (1 - beta1) * (g - e.m)], [largest])
        }
    }()

    private static let rmsprop: [KernelCase] = {
        let s = vae_rmsprop_settings(
            learning_rate: 0.01, decay: 0.99, epsilon: 1e-8, weight_decay: 0.1, gradient_scale: 0.5)
        return optimizer("rmsprop", "") { kernels, segments, p, _, v in
            var s = s
            kernels.rmsprop(&s, segments, segments.count, &p, &v)
        } step: { e in
            let g = e.g / 2 + Double(s.weight_decay) * e.p
            let v = Double(s.decay) * e.v + (1 - Double(s.decay)) * g * g
            let step = Double(s.learning_rate) * g / (v.squareRoot() + Double(s.epsilon))
            return ([e.p, -step], [e.m], [v])
        }
    }()

    private static let averages = lengths.map { length in
        KernelCase(kernel: "moving_average", detail: "\(length)") {
            let (x, start, _) = flat(length)
            var average = start
            $0.moving_average(x, &average, 0.999, length)
            return average
        } expected: {
            let (x, average, _) = flat(length)
            return average.indices.map {
                guard $0 < length else { return Expected(exactly: average[$0]) }
                let start = Double(average[$0])
                return Expected(
                    start + (1 - Double(Float(0.999))) * (Double(x[$0]) - start), units: 1.5,
                    terms: start)
            }
        }
    }
}
