import CKernels
import Platform

extension Operation {
    /// Computes the operation.
    ///
    /// - Parameter keepsWeights: whether copies of weights in the order that a product wants are
    ///   worth keeping, because the weights stay as they are.
    /// - Precondition: the shapes fit each other; the message names the operation and the shapes.
    package func forward(_ inputs: [Tensor], keepsWeights: Bool = false) -> Tensor {
        forward(inputs, keepsWeights ? .keepingWeights : .plain)
    }

    /// The same, with products of a style.
    func forward(_ inputs: [Tensor], _ style: ProductStyle) -> Tensor {
        let copies = style.copies
        switch self {
        case .unary(let function):
            return function.forward(inputs[0])
        case .binary(let function):
            return function.forward(inputs[0], inputs[1])
        case .matrixProduct(let firstTransposed, let secondTransposed):
            return multiplied(
                inputs[0], inputs[1], firstTransposed: firstTransposed,
                secondTransposed: secondTransposed, copies)
        case .linear(let activation):
            return affine(
                inputs[0], weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil, activation,
                style)
        case .convolution(let geometry, let activation):
            return convolved(
                inputs[0], weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil, geometry,
                activation, style)
        case .normalize(let normalization):
            return normalization.forward(inputs[0]).output
        case .pool(let pooling):
            return pooling.forward(inputs[0])
        case .resample(let resampling, let size):
            return resampling.forward(inputs[0], to: size)
        case .sum(let axes):
            return reduce(VAE_REDUCE_SUM, inputs[0], axes: axes)
        case .maximum(let axes):
            return reduce(VAE_REDUCE_MAX, inputs[0], axes: axes)
        case .softmax(let axis):
            let x = inputs[0]
            let (outer, count, inner) = x.shape.split(around: axis..<axis + 1)
            return Tensor(shape: x.shape) { y in
                withExtendedLifetime(x) {
                    vae_softmax_forward(x.pointer, y.baseAddress, outer, count, inner)
                }
            }
        case .logSumExp(let axis):
            let x = inputs[0]
            let (outer, count, inner) = x.shape.split(around: axis..<axis + 1)
            return Tensor(shape: x.shape.removing(axis: axis)) { y in
                withExtendedLifetime(x) {
                    vae_log_sum_exp_forward(x.pointer, y.baseAddress, outer, count, inner)
                }
            }
        case .reshape(let shape):
            return inputs[0].reshaped(to: shape)
        case .transpose(let permutation):
            return transposed(inputs[0], permutation)
        case .broadcast(let shape):
            return inputs[0].broadcast(to: shape)
        case .slice(let axis, let range):
            return sliced(inputs[0], axis: axis, range: range)
        case .concatenate(let axis):
            return concatenated(inputs, axis: axis)
        case .gather(let axis, let indices):
            return gathered(inputs[0], axis: axis, indices: indices)
        case .bernoulliLogLikelihood:
            let (logits, x) = (inputs[0], inputs[1])
            requireRows("bernoulliLogLikelihood", logits, x)
            return rows(of: logits) { y in
                vae_bernoulli_forward(
                    logits.pointer, x.pointer, y, logits.shape[0], logits.shape[1])
            }
        case .gaussianLogDensity:
            let (x, mean, logVariance) = (inputs[0], inputs[1], inputs[2])
            requireRows("gaussianLogDensity", x, mean)
            require(
                logVariance.count == 1 || logVariance.shape == x.shape,
                "gaussianLogDensity: log variance \(logVariance.shape) fits neither x \(x.shape) nor []"
            )
            return rows(of: x) { y in
                vae_gaussian_forward(
                    x.pointer, mean.pointer, logVariance.pointer, logVariance.count == 1 ? 0 : 1, y,
                    x.shape[0], x.shape[1])
            }
        case .gaussianKL:
            let (mean, logVariance) = (inputs[0], inputs[1])
            requireEqual("gaussianKL", mean, logVariance)
            return Tensor(shape: mean.shape) { y in
                withExtendedLifetime((mean, logVariance)) {
                    vae_gaussian_kl_forward(
                        mean.pointer, logVariance.pointer, y.baseAddress, mean.count)
                }
            }
        case .reparameterize:
            let (mean, logVariance, noise) = (inputs[0], inputs[1], inputs[2])
            requireEqual("reparameterize", mean, logVariance)
            requireEqual("reparameterize", mean, noise)
            return Tensor(shape: mean.shape) { z in
                withExtendedLifetime((mean, logVariance, noise)) {
                    vae_reparameterize_forward(
                        mean.pointer, logVariance.pointer, noise.pointer, z.baseAddress, mean.count)
                }
            }
        }
    }
}

extension UnaryFunction {
    /// The kernel's name for the function, and its two constants.
    var kernel: (vae_unary, Float, Float) {
        switch self {
        case .negate: (VAE_UNARY_NEGATE, 0, 0)
        case .affine(let scale, let shift): (VAE_UNARY_AFFINE, scale, shift)
        case .relu: (VAE_UNARY_RELU, 0, 0)
        case .leakyReLU(let slope): (VAE_UNARY_LEAKY_RELU, slope, 0)
        case .silu: (VAE_UNARY_SILU, 0, 0)
        case .gelu: (VAE_UNARY_GELU, 0, 0)
        case .tanh: (VAE_UNARY_TANH, 0, 0)
        case .sigmoid: (VAE_UNARY_SIGMOID, 0, 0)
        case .softplus: (VAE_UNARY_SOFTPLUS, 0, 0)
        case .exp: (VAE_UNARY_EXP, 0, 0)
        case .log: (VAE_UNARY_LOG, 0, 0)
        case .square: (VAE_UNARY_SQUARE, 0, 0)
        case .squareRoot: (VAE_UNARY_SQRT, 0, 0)
        case .clamp(let low, let high): (VAE_UNARY_CLAMP, low, high)
        }
    }

    func forward(_ x: Tensor) -> Tensor {
        let (function, p, q) = kernel
        return Tensor(shape: x.shape) { y in
            withExtendedLifetime(x) {
                vae_unary_forward(function, x.pointer, y.baseAddress, x.count, p, q)
            }
        }
    }

    func gradient(_ x: Tensor, _ y: Tensor, _ upstream: Tensor) -> Tensor {
        let (function, p, q) = kernel
        return Tensor(shape: x.shape) { dx in
            withExtendedLifetime((x, y, upstream)) {
                vae_unary_backward(
                    function, x.pointer, y.pointer, upstream.pointer, dx.baseAddress, x.count, p, q)
            }
        }
    }
}

extension BinaryFunction {
    func forward(_ a: Tensor, _ b: Tensor) -> Tensor {
        guard let shape = Shape.broadcast(a.shape, b.shape) else {
            fatalError("\(self): \(a.shape) and \(b.shape) do not broadcast")
        }
        let function =
            switch self {
            case .add: VAE_BINARY_ADD
            case .subtract: VAE_BINARY_SUBTRACT
            case .multiply: VAE_BINARY_MULTIPLY
            case .divide: VAE_BINARY_DIVIDE
            }
        return Tensor(shape: shape) { c in
            guard shape.count > 0 else { return }
            var walk = vae_walk(
                shape: shape, a: a.shape.strides(broadcastTo: shape),
                b: b.shape.strides(broadcastTo: shape), c: shape.strides)
            withExtendedLifetime((a, b)) {
                vae_binary_forward(function, &walk, a.pointer, b.pointer, c.baseAddress)
            }
        }
    }
}

private func requireEqual(_ operation: StaticString, _ a: Tensor, _ b: Tensor) {
    require(a.shape == b.shape, "\(operation): \(a.shape) and \(b.shape) differ")
}

private func requireRows(_ operation: StaticString, _ a: Tensor, _ b: Tensor) {
    require(
        a.shape == b.shape && a.shape.rank == 2,
        "\(operation): \(a.shape) and \(b.shape) are not equal shapes of [batch, elements]")
}

private func rows(of x: Tensor, _ body: (UnsafeMutablePointer<Float>?) -> Void) -> Tensor {
    Tensor(shape: [x.shape[0]]) { y in withExtendedLifetime(x) { body(y.baseAddress) } }
}
