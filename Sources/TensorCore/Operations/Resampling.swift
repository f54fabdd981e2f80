import CKernels
import Platform

/// How pictures are brought to another size.
public enum Resampling: String, Sendable, Codable, CaseIterable {
    /// Each pixel takes the nearest one.
    case nearest
    /// Each pixel is a mean of its four neighbours; pixel centres keep their place.
    case bilinear

    private var function: vae_resampling {
        self == .nearest ? VAE_RESAMPLE_NEAREST : VAE_RESAMPLE_BILINEAR
    }

    func forward(_ x: Tensor, to size: Size2D) -> Tensor {
        require(
            x.shape.rank == 4 && size.height >= 1 && size.width >= 1,
            "resample: \(x.shape) is not [batch, height, width, channels], or \(size) no size")
        return Tensor(shape: [x.shape[0], size.height, size.width, x.shape[3]]) { y in
            withExtendedLifetime(x) {
                vae_resample_forward(
                    function, x.pointer, y.baseAddress, x.shape[0], x.shape[1], x.shape[2],
                    size.height, size.width, x.shape[3])
            }
        }
    }

    func gradient(_ shape: Shape, _ upstream: Tensor) -> Tensor {
        Tensor(shape: shape) { dx in
            withExtendedLifetime(upstream) {
                vae_resample_backward(
                    function, upstream.pointer, dx.baseAddress, shape[0], shape[1], shape[2],
                    upstream.shape[1], upstream.shape[2], shape[3])
            }
        }
    }
}
