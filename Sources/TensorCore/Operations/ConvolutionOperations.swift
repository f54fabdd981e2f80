import CKernels
import Platform

/// The shapes of a convolution, checked: input `[batch, height, width, in]`, weight
/// `[out, in, height, width]` (`[in, out, …]` where it is transposed), bias `[out]`.
struct ConvolutionShapes {
    let batch: Int
    let inputChannels: Int
    let outputChannels: Int
    let input: Size2D
    let output: Size2D
    let kernel: Size2D
    let geometry: ConvolutionGeometry

    init(_ x: Tensor, weight: Tensor, bias: Tensor?, _ geometry: ConvolutionGeometry) {
        require(
            x.shape.rank == 4 && weight.shape.rank == 4,
            "convolution: \(x.shape) is not [batch, height, width, channels], or \(weight.shape) "
                + "not [out, in, height, width]")
        batch = x.shape[0]
        input = Size2D(height: x.shape[1], width: x.shape[2])
        kernel = Size2D(height: weight.shape[2], width: weight.shape[3])
        inputChannels = weight.shape[geometry.isTransposed ? 0 : 1]
        outputChannels = weight.shape[geometry.isTransposed ? 1 : 0]
        output = geometry.outputSize(input: input, kernel: kernel)
        self.geometry = geometry
        require(
            x.shape[3] == inputChannels,
            "convolution: input \(x.shape) does not fit weight \(weight.shape)")
        require(
            geometry.padding.height < kernel.height && geometry.padding.width < kernel.width,
            "convolution: padding \(geometry.padding) is not smaller than kernel \(kernel)")
        require(
            output.height >= 1 && output.width >= 1,
            "convolution: kernel \(kernel) is larger than the padded input \(input)")
        if let bias {
            require(
                bias.shape == [outputChannels],
                "convolution: bias \(bias.shape) does not fit weight \(weight.shape)")
        }
    }

    var outputShape: Shape { [batch, output.height, output.width, outputChannels] }

    func key(
        _ direction: Convolution.Direction, hasBias: Bool = false,
        activation: FusedActivation = .identity, isBFloat16: Bool
    ) -> Convolution.Key {
        Convolution.Key(
            direction: direction, batch: batch, inputChannels: inputChannels,
            outputChannels: outputChannels, input: input, output: output, kernel: kernel,
            geometry: geometry, hasBias: hasBias, activation: activation, isBFloat16: isBFloat16)
    }
}

/// activation(x ∗ weight + bias).
func convolved(
    _ x: Tensor, weight: Tensor, bias: Tensor?, _ geometry: ConvolutionGeometry,
    _ activation: FusedActivation, _ style: ProductStyle
) -> Tensor {
    let shapes = ConvolutionShapes(x, weight: weight, bias: bias, geometry)
    if let columns = ColumnConvolution(shapes) {
        return columns.forward(x, weight: weight, bias: bias, activation, style)
    }
    // oneDNN adds the bias of a transposed convolution in a slow loop of its own: three times the
    // convolution's time.
    let isSeparate = geometry.isTransposed && bias != nil
    let inside = isSeparate ? nil : bias
    // Nor does it take an activation behind one.
    let fused = geometry.isTransposed ? .identity : activation
    let key = shapes.key(
        .forward, hasBias: inside != nil, activation: fused, isBFloat16: style.copies != nil)
    let packed = style.kept(weight)?.copy(at: weight.offset, for: .convolution(key)) {
        Convolution.pack(key, weights: weight.pointer)
    }
    let source = ProductInput(x, style.copies)
    let y = Tensor(shape: shapes.outputShape) { y in
        guard let output = y.baseAddress else { return }
        withExtendedLifetime((source, weight, bias, packed)) {
            Convolution.run(
                key, input: source.pointer, weights: packed?.pointer ?? weight.pointer,
                isPacked: packed != nil, bias: inside?.pointer, output: output)
            if isSeparate, let bias {
                vae_add_rows(
                    bias.pointer, output, y.count / shapes.outputChannels, shapes.outputChannels,
                    activation.negativeSlope ?? 1)
            }
        }
    }
    let isDone = isSeparate ? activation.negativeSlope != nil : fused == activation
    return isDone ? y : activation.function?.forward(y) ?? y
}

/// The gradients of a convolution by input, weight and bias, as far as they are needed.
func convolutionGradients(
    _ x: Tensor, weight: Tensor, bias: Tensor?, output: Tensor, upstream: Tensor, needed: [Bool],
    _ geometry: ConvolutionGeometry, _ activation: FusedActivation, _ copies: BFloat16Copies?
) -> [Tensor?] {
    let upstream = activation.function?.gradient(output, output, upstream) ?? upstream
    let shapes = ConvolutionShapes(x, weight: weight, bias: bias, geometry)
    let byBias = { () -> Tensor? in
        guard let bias, needed[2] else { return nil }
        return reduce(VAE_REDUCE_SUM, upstream, axes: 0..<3).reshaped(to: bias.shape)
    }
    if let columns = ColumnConvolution(shapes) {
        let (byInput, byWeight) = columns.gradients(
            x, weight: weight, upstream: upstream, needed: needed, copies)
        return [byInput, byWeight, byBias()]
    }
    let target = ProductInput(upstream, copies)
    var byInput: Tensor?
    if needed[0] {
        byInput = Tensor(shape: x.shape) { dx in
            guard let dx = dx.baseAddress else { return }
            withExtendedLifetime((weight, target)) {
                Convolution.run(
                    shapes.key(.backwardInput, isBFloat16: copies != nil), input: dx,
                    weights: weight.pointer, bias: nil, output: target.pointer)
            }
        }
    }
    // One pass gives both gradients, and the same bits whichever of them is asked for. But with
    // copies it would sum up rounded numbers, which is no product.
    let isBiasInside = !geometry.isTransposed && copies == nil
    guard needed[1] || isBiasInside && needed.count > 2 && needed[2] else {
        return [byInput, nil, byBias()]
    }
    var insideBias: Tensor?
    let source = ProductInput(x, copies)
    let byWeight = Tensor(shape: weight.shape) { dw in
        guard let dw = dw.baseAddress else { return }
        let run = { (db: UnsafeMutablePointer<Float>?) in
            withExtendedLifetime((source, target)) {
                Convolution.run(
                    shapes.key(.backwardWeights, hasBias: db != nil, isBFloat16: copies != nil),
                    input: source.pointer, weights: dw, bias: db.map { UnsafePointer($0) },
                    output: target.pointer)
            }
        }
        if let bias, isBiasInside {
            insideBias = Tensor(shape: bias.shape) { run($0.baseAddress) }
        } else {
            run(nil)
        }
    }
    return [byInput, byWeight, insideBias ?? byBias()]
}
