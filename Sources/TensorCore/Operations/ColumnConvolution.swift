import CKernels

/// A convolution between pictures of few channels and pictures of many, as a matrix product.
///
/// The windows of the pictures with few channels become the rows of a matrix, `columns`:
/// `[batch · places, kernel height · kernel width · channels]`. With one to four channels that
/// matrix is small, and the product reaches a rate that convolution kernels, which want many
/// channels to work on at once, do not.
struct ColumnConvolution {
    /// Up to how many channels this way is the faster one.
    static let channelLimit = 4

    private let shapes: ConvolutionShapes
    private var windows: vae_windows

    /// The convolution of these shapes; nil if it has many channels on both sides.
    init?(_ shapes: ConvolutionShapes) {
        let isTransposed = shapes.geometry.isTransposed
        let channels = isTransposed ? shapes.outputChannels : shapes.inputChannels
        guard channels <= ColumnConvolution.channelLimit else { return nil }
        self.shapes = shapes
        let (picture, places) =
            isTransposed ? (shapes.output, shapes.input) : (shapes.input, shapes.output)
        windows = vae_windows(
            batch: shapes.batch, height: picture.height, width: picture.width, channels: channels,
            windows_height: places.height, windows_width: places.width,
            kernel_height: shapes.kernel.height, kernel_width: shapes.kernel.width,
            stride_height: shapes.geometry.stride.height,
            stride_width: shapes.geometry.stride.width,
            padding_height: shapes.geometry.padding.height,
            padding_width: shapes.geometry.padding.width)
    }

    private var places: Int { windows.batch * windows.windows_height * windows.windows_width }
    private var windowSize: Int {
        windows.kernel_height * windows.kernel_width * windows.channels
    }

    func forward(
        _ x: Tensor, weight: Tensor, bias: Tensor?, _ activation: FusedActivation,
        _ style: ProductStyle
    ) -> Tensor {
        guard shapes.geometry.isTransposed else {
            if style.copies == nil, let slope = activation.negativeSlope,
                let y = convolved(x, weight: weight, bias: bias, slope: slope)
            {
                return y
            }
            // Backwards the columns are made anew: their copies need not be kept.
            let ownStyle = style.copies.map { .bfloat16(BFloat16Copies(over: $0)) } ?? style
            return affine(
                columns(of: x), weight: matrix(weight), bias: bias, activation, ownStyle
            ).reshaped(to: shapes.outputShape)
        }
        let columns = multiplied(
            x.reshaped(to: [places, shapes.inputChannels]), matrix(weight), style.copies)
        let y = pictures(from: columns, bias: bias)
        return activation.function?.forward(y) ?? y
    }

    /// The product without the matrix, where there is a kernel for these shapes; else nil.
    ///
    /// With kernels of 4 and stride 2 the matrix is four times as large as the pictures: to write
    /// it and read it again takes as long as the product.
    private func convolved(
        _ x: Tensor, weight: Tensor, bias: Tensor?, slope: Float
    ) -> Tensor? {
        var windows = windows
        var isDone = false
        let weights = transposed(weight, [2, 3, 1, 0])
        let bias = bias ?? Tensor.zeros([shapes.outputChannels])
        let y = Tensor(shape: shapes.outputShape) { y in
            withExtendedLifetime((x, weights, bias)) {
                isDone = vae_convolve_windows(
                    &windows, x.pointer, weights.pointer, bias.pointer, slope,
                    shapes.outputChannels, y.baseAddress)
            }
        }
        return isDone ? y : nil
    }

    /// The gradients by input and weight, as far as they are needed; `upstream` is that before the
    /// activation.
    func gradients(
        _ x: Tensor, weight: Tensor, upstream: Tensor, needed: [Bool], _ copies: BFloat16Copies?
    ) -> (input: Tensor?, weight: Tensor?) {
        let many: Tensor
        let columns: Tensor
        var byInput: Tensor?
        if shapes.geometry.isTransposed {
            many = x.reshaped(to: [places, shapes.inputChannels])
            columns = self.columns(of: upstream)
            if needed[0] {
                byInput = multiplied(columns, matrix(weight), secondTransposed: true, copies)
                    .reshaped(to: x.shape)
            }
        } else {
            many = upstream.reshaped(to: [places, shapes.outputChannels])
            columns = self.columns(of: x)
            if needed[0] {
                byInput = pictures(from: multiplied(many, matrix(weight), copies), bias: nil)
            }
        }
        guard needed[1] else { return (byInput, nil) }
        return (byInput, weightShaped(multiplied(many, columns, firstTransposed: true, copies)))
    }

    private func columns(of pictures: Tensor) -> Tensor {
        Tensor(shape: [places, windowSize]) { columns in
            var windows = windows
            withExtendedLifetime(pictures) {
                vae_picture_to_columns(&windows, pictures.pointer, columns.baseAddress)
            }
        }
    }

    private func pictures(from columns: Tensor, bias: Tensor?) -> Tensor {
        Tensor(shape: [windows.batch, windows.height, windows.width, windows.channels]) { picture in
            var windows = windows
            withExtendedLifetime((columns, bias)) {
                vae_columns_to_picture(
                    &windows, columns.pointer, bias?.pointer, picture.baseAddress)
            }
        }
    }

    /// A weight `[many, few, height, width]` as a matrix whose rows lie as windows do:
    /// `[many, height · width · few]`.
    private func matrix(_ weight: Tensor) -> Tensor {
        let ordered = windows.channels == 1 ? weight : transposed(weight, [0, 2, 3, 1])
        return ordered.reshaped(to: [weight.shape[0], windowSize])
    }

    private func weightShaped(_ matrix: Tensor) -> Tensor {
        let (many, few) = (matrix.shape[0], windows.channels)
        let (height, width) = (windows.kernel_height, windows.kernel_width)
        guard few > 1 else { return matrix.reshaped(to: [many, few, height, width]) }
        return transposed(matrix.reshaped(to: [many, height, width, few]), [0, 3, 1, 2])
    }
}
