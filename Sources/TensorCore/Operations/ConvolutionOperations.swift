import CKernels
import Platform

/// The shapes of a convolution, checked: input `[batch, height, width, in]`, weight
/// `[out, in, height, width]` (`[in, out, …]` where it is transposed), bias `[out]`.
private struct ConvolutionShapes {
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

    func key(_ direction: Convolution.Direction, hasBias: Bool) -> Convolution.Key {
        Convolution.Key(
            direction: direction, batch: batch, inputChannels: inputChannels,
            outputChannels: outputChannels, input: input, output: output, kernel: kernel,
            geometry: geometry, hasBias: hasBias)
    }
}

func convolved(
    _ x: Tensor, weight: Tensor, bias: Tensor?, _ geometry: ConvolutionGeometry
) -> Tensor {
    let shapes = ConvolutionShapes(x, weight: weight, bias: bias, geometry)
    // oneDNN adds the bias of a transposed convolution in a slow loop of its own: three times the
    // convolution's time.
    let isSeparate = geometry.isTransposed && bias != nil
    let inside = isSeparate ? nil : bias
    return Tensor(shape: shapes.outputShape) { y in
        guard let output = y.baseAddress else { return }
        withExtendedLifetime((x, weight, bias)) {
            Convolution.run(
                shapes.key(.forward, hasBias: inside != nil), input: x.pointer,
                weights: weight.pointer, bias: inside?.pointer, output: output)
            if isSeparate, let bias {
                vae_add_rows(
                    bias.pointer, output, y.count / shapes.outputChannels, shapes.outputChannels)
            }
        }
    }
}

/// The gradients of a convolution by input, weight and bias, as far as they are needed.
func convolutionGradients(
    _ x: Tensor, weight: Tensor, bias: Tensor?, upstream: Tensor, needed: [Bool],
    _ geometry: ConvolutionGeometry
) -> [Tensor?] {
    let shapes = ConvolutionShapes(x, weight: weight, bias: bias, geometry)
    var (byInput, byBias): (Tensor?, Tensor?)
    if needed[0] {
        byInput = Tensor(shape: x.shape) { dx in
            guard let dx = dx.baseAddress else { return }
            withExtendedLifetime((weight, upstream)) {
                Convolution.run(
                    shapes.key(.backwardInput, hasBias: false), input: dx,
                    weights: weight.pointer, bias: nil, output: upstream.pointer)
            }
        }
    }
    guard needed[1] || (needed.count > 2 && needed[2]) else { return [byInput, nil, nil] }
    let inside = geometry.isTransposed ? nil : bias
    let byWeight = Tensor(shape: weight.shape) { dw in
        guard let dw = dw.baseAddress else { return }
        let run = { (db: UnsafeMutablePointer<Float>?) in
            withExtendedLifetime((x, upstream)) {
                Convolution.run(
                    shapes.key(.backwardWeights, hasBias: db != nil), input: x.pointer,
                    weights: dw, bias: db.map { UnsafePointer($0) }, output: upstream.pointer)
            }
        }
        if let inside {
            byBias = Tensor(shape: inside.shape) { run($0.baseAddress) }
        } else {
            run(nil)
        }
    }
    if let bias, inside == nil {
        byBias = reduce(VAE_REDUCE_SUM, upstream, axes: 0..<3).reshaped(to: bias.shape)
    }
    return [byInput, byWeight, byBias]
}
