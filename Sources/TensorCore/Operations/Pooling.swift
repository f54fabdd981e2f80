import CKernels
import Platform

/// Windows over pictures `[batch, height, width, channels]`, each giving one pixel.
public struct Pooling: Sendable, Equatable {
    /// What a window gives.
    public enum Kind: Sendable, Equatable {
        /// The largest value.
        case maximum
        /// The mean, zeros of the padding included.
        case average
    }

    /// What a window gives.
    public let kind: Kind
    /// The size of a window.
    public let kernel: Size2D
    /// Pixels from one window to the next.
    public let stride: Size2D
    /// Rows and columns around the picture; they never win a maximum.
    public let padding: Size2D

    /// Windows of the given size; the stride is the window's own size unless said otherwise.
    ///
    /// - Precondition: sizes at least 1; padding at most half a window.
    public init(
        _ kind: Kind, kernel: Size2D, stride: Size2D? = nil, padding: Size2D = Size2D(0)
    ) {
        self.kind = kind
        self.kernel = kernel
        self.stride = stride ?? kernel
        self.padding = padding
        require(
            kernel.height >= 1 && kernel.width >= 1 && self.stride.height >= 1
                && self.stride.width >= 1 && padding.height >= 0 && padding.width >= 0
                && padding.height * 2 <= kernel.height && padding.width * 2 <= kernel.width,
            "Pooling: kernel \(kernel), stride \(self.stride), padding \(padding)")
    }

    private func pool(_ shape: Shape) -> (pool: vae_pool, output: Shape) {
        require(shape.rank == 4, "pool: \(shape) is not [batch, height, width, channels]")
        let output = ConvolutionGeometry(stride: stride, padding: padding).outputSize(
            input: Size2D(height: shape[1], width: shape[2]), kernel: kernel)
        require(
            output.height >= 1 && output.width >= 1,
            "pool: window \(kernel) is larger than the padded input \(shape)")
        let pool = vae_pool(
            batch: shape[0], input_height: shape[1], input_width: shape[2],
            output_height: output.height, output_width: output.width, channels: shape[3],
            kernel_height: kernel.height, kernel_width: kernel.width,
            stride_height: stride.height, stride_width: stride.width,
            padding_height: padding.height, padding_width: padding.width)
        return (pool, [shape[0], output.height, output.width, shape[3]])
    }

    private var function: vae_pooling { kind == .maximum ? VAE_POOL_MAX : VAE_POOL_AVERAGE }

    func forward(_ x: Tensor) -> Tensor {
        var (pool, shape) = pool(x.shape)
        return Tensor(shape: shape) { y in
            withExtendedLifetime(x) { vae_pool_forward(function, &pool, x.pointer, y.baseAddress) }
        }
    }

    func gradient(_ x: Tensor, _ y: Tensor, _ upstream: Tensor) -> Tensor {
        var (pool, _) = pool(x.shape)
        return Tensor(shape: x.shape) { dx in
            withExtendedLifetime((x, y, upstream)) {
                vae_pool_backward(
                    function, &pool, x.pointer, y.pointer, upstream.pointer, dx.baseAddress)
            }
        }
    }
}
