public import TensorCore

/// A transposed convolution, which enlarges pictures: the gradient of a `Conv2D` as a layer.
///
/// Shapes: input `[batch, height, width, inputChannels]`, output
/// `[batch, height, width, outputChannels]`; weight `[in, out, height, width]` as in PyTorch,
/// bias `[out]`. The output's size is that of `ConvolutionGeometry`.
public struct ConvTranspose2D: Module, FusibleModule {
    /// The weight, `[in, out, height, width]`.
    public let weight: Parameter
    /// The bias, `[out]`.
    public let bias: Parameter?
    /// How the kernel moves.
    public let geometry: ConvolutionGeometry
    /// What is applied to the result in the same pass.
    package var activation = FusedActivation.identity

    /// A transposed convolution with a kernel of the given size.
    public init(
        _ inputChannels: Int, _ outputChannels: Int, kernel: Size2D, stride: Size2D = Size2D(1),
        padding: Size2D = Size2D(0), outputPadding: Size2D = Size2D(0), hasBias: Bool = true,
        in scope: ParameterScope
    ) {
        geometry = ConvolutionGeometry(
            stride: stride, padding: padding, outputPadding: outputPadding, isTransposed: true)
        (weight, bias) = scope.convolution(
            [inputChannels, outputChannels, kernel.height, kernel.width], hasBias: hasBias,
            outputChannels: outputChannels)
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        input.convolution(
            weight: pass[weight], bias: bias.map { pass[$0] }, geometry: geometry,
            activation: activation)
    }
}
