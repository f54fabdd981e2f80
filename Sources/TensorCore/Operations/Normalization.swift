import CKernels
import Platform

/// Which elements share a mean and a variance; x becomes (x - mean) / √(variance + ε).
public struct Normalization: Sendable, Equatable {
    /// Who shares a mean and a variance.
    public enum Grouping: Sendable, Equatable {
        /// All examples and pixels, for each channel (the last dimension). (Ioffe and Szegedy, 2015.)
        case batch
        /// The last dimension, for each place before it. (Ba et al., 2016.)
        case layer
        /// Pixels and neighbouring channels in so many groups, for each example. (Wu and He, 2018.)
        case groups(Int)
    }

    /// Who shares a mean and a variance.
    public let grouping: Grouping
    /// ε, added to the variance.
    public let epsilon: Float

    /// A normalisation.
    public init(_ grouping: Grouping, epsilon: Float = 1e-5) {
        self.grouping = grouping
        self.epsilon = epsilon
    }

    /// `[outer, spatial, groups, inner]`: the tensor seen so that a set is one outer and one group.
    private func sizes(of shape: Shape) -> (outer: Int, spatial: Int, groups: Int, inner: Int) {
        require(shape.rank >= 2, "normalize: \(shape) has fewer than two dimensions")
        let channels = shape[shape.rank - 1]
        switch grouping {
        case .batch: return (1, shape.count / max(channels, 1), channels, 1)
        case .layer: return (shape.count / max(channels, 1), 1, 1, channels)
        case .groups(let count):
            require(
                count > 0 && channels % count == 0,
                "normalize: \(channels) channels of \(shape) do not make \(count) groups")
            return (shape[0], shape.product(1..<shape.rank - 1), count, channels / count)
        }
    }

    /// The normalised tensor, and mean and (biased) variance of each set, `[outer, groups]`.
    package func forward(_ x: Tensor) -> (output: Tensor, mean: Tensor, variance: Tensor) {
        let (outer, spatial, groups, inner) = sizes(of: x.shape)
        let mean = Storage(count: outer * groups)
        let variance = Storage(count: outer * groups)
        let output = Tensor(shape: x.shape) { y in
            withExtendedLifetime(x) {
                vae_normalize_forward(
                    x.pointer, y.baseAddress, mean.pointer, variance.pointer, outer, spatial,
                    groups, inner, epsilon)
            }
        }
        return (
            output, Tensor(shape: [outer, groups], storage: mean),
            Tensor(shape: [outer, groups], storage: variance)
        )
    }

    func gradient(_ x: Tensor, _ y: Tensor, _ upstream: Tensor) -> Tensor {
        let (outer, spatial, groups, inner) = sizes(of: x.shape)
        return Tensor(shape: x.shape) { dx in
            withExtendedLifetime((x, y, upstream)) {
                vae_normalize_backward(
                    x.pointer, y.pointer, upstream.pointer, dx.baseAddress, outer, spatial, groups,
                    inner, epsilon)
            }
        }
    }
}
