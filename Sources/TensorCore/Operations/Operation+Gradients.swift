import CKernels

extension Operation {
    /// The gradients by each input, given the gradient by the result.
    ///
    /// - Parameters:
    ///   - inputs: what `forward` got.
    ///   - output: what `forward` gave.
    ///   - upstream: the gradient of the loss by `output`, of its shape.
    ///   - needed: which inputs' gradients are asked for; the others may be left nil.
    package func gradients(
        inputs: [Tensor], output: Tensor, upstream: Tensor, needed: [Bool]
    ) -> [Tensor?] {
        gradients(inputs: inputs, output: output, upstream: upstream, needed: needed, nil)
    }

    /// The same, with products in bfloat16 if `copies` are given.
    func gradients(
        inputs: [Tensor], output: Tensor, upstream: Tensor, needed: [Bool],
        _ copies: BFloat16Copies?
    ) -> [Tensor?] {
        switch self {
        case .unary(let function):
            return [function.gradient(inputs[0], output, upstream)]

        case .binary(let function):
            let (a, b) = (inputs[0], inputs[1])
            var byA = upstream
            var byB = upstream
            switch function {
            case .add: break
            case .subtract: byB = needed[1] ? UnaryFunction.negate.forward(upstream) : upstream
            case .multiply:
                if needed[0] { byA = BinaryFunction.multiply.forward(upstream, b) }
                if needed[1] { byB = BinaryFunction.multiply.forward(upstream, a) }
            case .divide:
                byA = BinaryFunction.divide.forward(upstream, b)
                if needed[1] {
                    let product = BinaryFunction.multiply.forward(byA, output)
                    byB = UnaryFunction.negate.forward(product)
                }
            }
            return [
                needed[0] ? byA.summed(to: a.shape) : nil,
                needed[1] ? byB.summed(to: b.shape) : nil,
            ]

        case .matrixProduct(let firstTransposed, let secondTransposed):
            let (a, b) = (inputs[0], inputs[1])
            let byA = { () -> Tensor in
                firstTransposed
                    ? multiplied(
                        b, upstream, firstTransposed: secondTransposed, secondTransposed: true,
                        copies)
                    : multiplied(
                        upstream, b, secondTransposed: !secondTransposed, copies)
            }
            let byB = { () -> Tensor in
                secondTransposed
                    ? multiplied(
                        upstream, a, firstTransposed: true, secondTransposed: firstTransposed,
                        copies)
                    : multiplied(a, upstream, firstTransposed: !firstTransposed, copies)
            }
            return [needed[0] ? byA() : nil, needed[1] ? byB() : nil]

        case .linear(let activation):
            let (x, weight) = (inputs[0], inputs[1])
            let inner = activation.function?.gradient(output, output, upstream) ?? upstream
            return [
                needed[0] ? multiplied(inner, weight, copies) : nil,
                needed[1] ? multiplied(inner, x, firstTransposed: true, copies) : nil,
                needed.count > 2 && needed[2] ? reduce(VAE_REDUCE_SUM, inner, axes: 0..<1) : nil,
            ]

        case .convolution(let geometry, let activation):
            return convolutionGradients(
                inputs[0], weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil,
                output: output, upstream: upstream, needed: needed, geometry, activation,
                copies)

        case .normalize(let normalization):
            return [normalization.gradient(inputs[0], output, upstream)]

        case .pool(let pooling):
            return [pooling.gradient(inputs[0], output, upstream)]

        case .resample(let resampling, _):
            return [resampling.gradient(inputs[0].shape, upstream)]

        case .sum(let axes):
            let shape = inputs[0].shape
            let kept = Shape((0..<shape.rank).map { axes.contains($0) ? 1 : shape[$0] })
            return [upstream.reshaped(to: kept).broadcast(to: shape)]

        case .maximum(let axes):
            let x = inputs[0]
            let (outer, count, inner) = x.shape.split(around: axes)
            return [
                gradient(like: x, reading: [output, upstream]) {
                    vae_reduce_max_backward(
                        x.pointer, output.pointer, upstream.pointer, $0, outer, count, inner)
                }
            ]

        case .softmax(let axis):
            let (outer, count, inner) = output.shape.split(around: axis..<axis + 1)
            return [
                gradient(like: output, reading: [upstream]) {
                    vae_softmax_backward(output.pointer, upstream.pointer, $0, outer, count, inner)
                }
            ]

        case .logSumExp(let axis):
            let x = inputs[0]
            let (outer, count, inner) = x.shape.split(around: axis..<axis + 1)
            return [
                gradient(like: x, reading: [output, upstream]) {
                    vae_log_sum_exp_backward(
                        x.pointer, output.pointer, upstream.pointer, $0, outer, count, inner)
                }
            ]

        case .reshape:
            return [upstream.reshaped(to: inputs[0].shape)]

        case .transpose(let permutation):
            var inverse = permutation
            for (axis, from) in permutation.enumerated() { inverse[from] = axis }
            return [transposed(upstream, inverse)]

        case .broadcast:
            return [upstream.summed(to: inputs[0].shape)]

        case .slice(let axis, let range):
            return [padded(upstream, to: inputs[0].shape, axis: axis, range: range)]

        case .concatenate(let axis):
            var start = 0
            return zip(inputs, needed).map { input, needed in
                defer { start += input.shape[axis] }
                return needed
                    ? sliced(upstream, axis: axis, range: start..<start + input.shape[axis]) : nil
            }

        case .gather(let axis, let indices):
            let x = inputs[0]
            let (outer, count, inner) = x.shape.split(around: axis..<axis + 1)
            return [
                gradient(like: x, reading: [upstream]) {
                    vae_fill($0, x.count, 0)
                    vae_gather_backward(
                        upstream.pointer, indices, $0, outer, count, inner, indices.count)
                }
            ]

        case .bernoulliLogLikelihood:
            let (logits, x) = (inputs[0], inputs[1])
            var byX: Tensor?
            let byLogits = gradient(like: logits, reading: [x, upstream]) { byLogits in
                let run = { (byX: UnsafeMutablePointer<Float>?) in
                    vae_bernoulli_backward(
                        logits.pointer, x.pointer, upstream.pointer, byLogits, byX,
                        logits.shape[0], logits.shape[1])
                }
                if needed[1] {
                    byX = Tensor(shape: x.shape) { run($0.baseAddress) }
                } else {
                    run(nil)
                }
            }
            return [byLogits, byX]

        case .gaussianLogDensity:
            let (x, mean, logVariance) = (inputs[0], inputs[1], inputs[2])
            var byLogVariance: Tensor?
            let byMean = gradient(like: mean, reading: [x, logVariance, upstream]) { byMean in
                byLogVariance = Tensor(shape: x.shape) {
                    vae_gaussian_backward(
                        x.pointer, mean.pointer, logVariance.pointer,
                        logVariance.count == 1 ? 0 : 1,
                        upstream.pointer, byMean, $0.baseAddress, x.shape[0], x.shape[1])
                }
            }
            if let each = byLogVariance, logVariance.count == 1 {
                byLogVariance = reduce(VAE_REDUCE_SUM, each, axes: 0..<2)
                    .reshaped(to: logVariance.shape)
            }
            return [
                needed[0] ? UnaryFunction.negate.forward(byMean) : nil, byMean, byLogVariance,
            ]

        case .gaussianKL:
            let (mean, logVariance) = (inputs[0], inputs[1])
            var byLogVariance: Tensor?
            let byMean = gradient(like: mean, reading: [logVariance, upstream]) { byMean in
                byLogVariance = Tensor(shape: mean.shape) {
                    vae_gaussian_kl_backward(
                        mean.pointer, logVariance.pointer, upstream.pointer, byMean, $0.baseAddress,
                        mean.count)
                }
            }
            return [byMean, byLogVariance]

        case .reparameterize:
            let (logVariance, noise) = (inputs[1], inputs[2])
            let byLogVariance = gradient(like: logVariance, reading: [noise, upstream]) {
                vae_reparameterize_backward(
                    logVariance.pointer, noise.pointer, upstream.pointer, $0, noise.count)
            }
            let byNoise = { () -> Tensor in
                let deviation = UnaryFunction.exp.forward(
                    UnaryFunction.affine(scale: 0.5, shift: 0).forward(logVariance))
                return BinaryFunction.multiply.forward(upstream, deviation)
            }
            return [upstream, byLogVariance, needed[2] ? byNoise() : nil]
        }
    }
}

/// A tensor of the shape of `tensor` that `body` fills while it and `others` are kept alive.
private func gradient(
    like tensor: Tensor, reading others: [Tensor],
    _ body: (UnsafeMutablePointer<Float>?) -> Void
) -> Tensor {
    Tensor(shape: tensor.shape) { result in
        withExtendedLifetime((tensor, others)) { body(result.baseAddress) }
    }
}
