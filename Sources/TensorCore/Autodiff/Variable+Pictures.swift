extension Variable {
    /// A convolution of pictures, channels last.
    ///
    /// - Parameters:
    ///   - weight: `[out, in, height, width]`; `[in, out, height, width]` where it is transposed.
    ///   - bias: `[out]`
    ///   - geometry: how the kernel moves.
    ///   - activation: computed in the same pass.
    /// - Returns: `[batch, height, width, out]` for an input `[batch, height, width, in]`.
    public func convolution(
        weight: Variable, bias: Variable?, geometry: ConvolutionGeometry,
        activation: FusedActivation = .identity
    ) -> Variable {
        Variable.apply(
            .convolution(geometry, activation), [self, weight] + (bias.map { [$0] } ?? []))
    }

    /// Mean 0 and variance 1 over the elements that share them; the last dimension is the channel.
    public func normalized(_ normalization: Normalization) -> Variable {
        apply(.normalize(normalization))
    }

    /// The windows of pictures `[batch, height, width, channels]`, each made one pixel.
    public func pooled(_ pooling: Pooling) -> Variable { apply(.pool(pooling)) }

    /// Pictures `[batch, height, width, channels]` brought to another size.
    public func resampled(to size: Size2D, _ resampling: Resampling) -> Variable {
        apply(.resample(resampling, to: size))
    }
}
