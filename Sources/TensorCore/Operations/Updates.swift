import CKernels
import Platform

/// What optimisers do to a whole arena in one pass: `gradients` are those of the tensors at `offsets`.
package enum ArenaUpdate {
    /// The constants of one step of Adam or AdamW.
    package struct AdamStep {
        package var learningRate: Float
        package var beta1: Float
        package var beta2: Float
        package var epsilon: Float
        package var weightDecay: Float
        package var isDecayDecoupled: Bool
        package var gradientScale: Float
        /// Counted from 1.
        package var step: Int

        package init(
            learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float,
            isDecayDecoupled: Bool, gradientScale: Float, step: Int
        ) {
            self.learningRate = learningRate
            self.beta1 = beta1
            self.beta2 = beta2
            self.epsilon = epsilon
            self.weightDecay = weightDecay
            self.isDecayDecoupled = isDecayDecoupled
            self.gradientScale = gradientScale
            self.step = step
        }
    }

    /// The constants of one step of stochastic gradient descent.
    package struct SGDStep {
        package var learningRate: Float
        package var momentum: Float
        package var weightDecay: Float
        package var isNesterov: Bool
        package var gradientScale: Float
        package var isFirst: Bool

        package init(
            learningRate: Float, momentum: Float, weightDecay: Float, isNesterov: Bool,
            gradientScale: Float, isFirst: Bool
        ) {
            self.learningRate = learningRate
            self.momentum = momentum
            self.weightDecay = weightDecay
            self.isNesterov = isNesterov
            self.gradientScale = gradientScale
            self.isFirst = isFirst
        }
    }

    /// One step of Adam (Kingma and Ba, 2015) or AdamW (Loshchilov and Hutter, 2019).
    package static func adam(
        _ step: AdamStep, gradients: [Tensor?], offsets: [Int], parameters: Arena,
        firstMoment: Arena, secondMoment: Arena
    ) {
        var settings = vae_adam_settings(
            learning_rate: step.learningRate, beta1: step.beta1, beta2: step.beta2,
            epsilon: step.epsilon, correction1: correction(step.beta1, step.step),
            correction2: correction(step.beta2, step.step), weight_decay: step.weightDecay,
            decoupled: step.isDecayDecoupled, gradient_scale: step.gradientScale)
        withSegments(gradients, offsets) { segments in
            parameters.withUnsafeMutableElements { p in
                firstMoment.withUnsafeMutableElements { m in
                    secondMoment.withUnsafeMutableElements { v in
                        vae_adam(
                            &settings, segments, segments.count, p.baseAddress, m.baseAddress,
                            v.baseAddress)
                    }
                }
            }
        }
    }

    /// One step of gradient descent with momentum (Sutskever et al., 2013; PyTorch's form).
    package static func sgd(
        _ step: SGDStep, gradients: [Tensor?], offsets: [Int], parameters: Arena, velocity: Arena
    ) {
        var settings = vae_sgd_settings(
            learning_rate: step.learningRate, momentum: step.momentum,
            weight_decay: step.weightDecay, gradient_scale: step.gradientScale,
            nesterov: step.isNesterov, first_step: step.isFirst)
        withSegments(gradients, offsets) { segments in
            parameters.withUnsafeMutableElements { p in
                velocity.withUnsafeMutableElements { u in
                    vae_sgd(&settings, segments, segments.count, p.baseAddress, u.baseAddress)
                }
            }
        }
    }

    /// One step of Adamax (Kingma and Ba, 2015, section 7.1).
    package static func adamax(
        learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float,
        gradientScale: Float, step: Int, gradients: [Tensor?], offsets: [Int],
        parameters: Arena, firstMoment: Arena, largest: Arena
    ) {
        var settings = vae_adamax_settings(
            learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weight_decay: weightDecay, gradient_scale: gradientScale,
            correction1: correction(beta1, step))
        withSegments(gradients, offsets) { segments in
            parameters.withUnsafeMutableElements { p in
                firstMoment.withUnsafeMutableElements { m in
                    largest.withUnsafeMutableElements { u in
                        vae_adamax(
                            &settings, segments, segments.count, p.baseAddress, m.baseAddress,
                            u.baseAddress)
                    }
                }
            }
        }
    }

    /// One step of RMSprop (Tieleman and Hinton, 2012).
    package static func rmsprop(
        learningRate: Float, decay: Float, epsilon: Float, weightDecay: Float,
        gradientScale: Float, gradients: [Tensor?], offsets: [Int], parameters: Arena,
        meanSquare: Arena
    ) {
        var settings = vae_rmsprop_settings(
            learning_rate: learningRate, decay: decay, epsilon: epsilon,
            weight_decay: weightDecay, gradient_scale: gradientScale)
        withSegments(gradients, offsets) { segments in
            parameters.withUnsafeMutableElements { p in
                meanSquare.withUnsafeMutableElements { v in
                    vae_rmsprop(&settings, segments, segments.count, p.baseAddress, v.baseAddress)
                }
            }
        }
    }

    /// average = decay average + (1 - decay) parameters.
    package static func movingAverage(of parameters: Arena, into average: Arena, decay: Float) {
        require(parameters.count == average.count, "movingAverage: arenas differ in size")
        parameters.withUnsafeElements { x in
            average.withUnsafeMutableElements { y in
                vae_moving_average(x.baseAddress, y.baseAddress, decay, x.count)
            }
        }
    }

    // 1 - beta^step, in double: near 1, a float would lose half its digits.
    private static func correction(_ beta: Float, _ step: Int) -> Float {
        var power = 1.0
        var base = Double(beta)
        var rest = step
        while rest > 0 {
            if rest & 1 == 1 { power *= base }
            base *= base
            rest >>= 1
        }
        return Float(1 - power)
    }

    private static func withSegments(
        _ gradients: [Tensor?], _ offsets: [Int], _ body: ([vae_segment]) -> Void
    ) {
        require(gradients.count == offsets.count, "ArenaUpdate: one offset for each gradient")
        var segments = [vae_segment]()
        segments.reserveCapacity(gradients.count)
        for (gradient, offset) in zip(gradients, offsets) {
            guard let gradient else { continue }
            segments.append(
                vae_segment(gradient: gradient.pointer, offset: offset, count: gradient.count))
        }
        withExtendedLifetime(gradients) { body(segments) }
    }
}

extension Tensor {
    /// Σ x², summed in double.
    public var sumOfSquares: Double {
        withUnsafeElements { vae_sum_of_squares($0.baseAddress, $0.count) }
    }

    /// Σ x, summed in double.
    public var sum: Double { withUnsafeElements { vae_sum($0.baseAddress, $0.count) } }
}
