public import TensorCore

/// A two-dimensional convolution of pictures, channels last.
///
/// Shapes: input `[batch, height, width, inputChannels]`, output
/// `[batch, height, width, outputChannels]`; weight `[out, in, height, width]` as in PyTorch,
/// bias `[out]`. The output's size is that of `ConvolutionGeometry`.
public struct Conv2D: Module, FusibleModule {
    /// The weight, `[out, in, height, width]`.
    public let weight: Parameter
    /// The bias, `[out]`.
    public let bias: Parameter?
    /// How the kernel moves.
    public let geometry: ConvolutionGeometry
    /// What is applied to the result in the same pass.
    package var activation = FusedActivation.identity

    /// A convolution with a kernel of the given size.
    public init(
        _ inputChannels: Int, _ outputChannels: Int, kernel: Size2D, stride: Size2D = Size2D(1),
        padding: Size2D = Size2D(0), hasBias: Bool = true, in scope: ParameterScope
    ) {
        geometry = ConvolutionGeometry(stride: stride, padding: padding)
        (weight, bias) = scope.convolution(
            [outputChannels, inputChannels, kernel.height, kernel.width], hasBias: hasBias,
            outputChannels: outputChannels)
    }

    /// Computes the layer.
    public func callAsFunction(_ input: Variable, in pass: ForwardPass) -> Variable {
        input.convolution(
            weight: pass[weight], bias: bias.map { pass[$0] }, geometry: geometry,
            activation: activation)
    }
}

extension ParameterScope {
    /// Weight and bias of a convolution; fans count as PyTorch's, by the first two dimensions.
    func convolution(
        _ shape: Shape, hasBias: Bool, outputChannels: Int
    ) -> (weight: Parameter, bias: Parameter?) {
        let kernel = shape[2] * shape[3]
        let fan = Fan(input: shape[1] * kernel, output: shape[0] * kernel)
        let weight = parameter("weight", shape: shape, fan: fan, initializer: initializer)
        let bias =
            hasBias
            ? parameter(
                "bias", shape: [outputChannels], fan: fan, initializer: initializer.forBiases)
            : nil
        return (weight, bias)
    }
}
