import TensorCore
import TestSupport

/// Where the gradients of operations on pictures are checked by `GradientCheckTests`.
enum PictureGradientCases {
    static let all: [GradientCase] = convolutions + normalizations + windows

    /// A convolution of `[2, height, width, 2]` to three channels, or of five to six: few and many
    /// are computed in different ways.
    private static func convolution(
        _ geometry: ConvolutionGeometry, kernel: (Int, Int), size: (Int, Int),
        hasBias: Bool = true, activation: FusedActivation = .identity, areMany: Bool = false,
        using random: inout SplitMix64
    ) -> GradientCase {
        let (from, to) = areMany ? (5, 6) : (2, 3)
        let x = random.tensor([2, size.0, size.1, from])
        let channels = geometry.isTransposed ? (from, to) : (to, from)
        let weight = random.tensor([channels.0, channels.1, kernel.0, kernel.1], in: -1...1)
        return GradientCase(
            operation: .convolution(geometry, activation),
            inputs: [x, weight] + (hasBias ? [random.tensor([to])] : []))
    }

    private static let convolutions: [GradientCase] = {
        var random = SplitMix64(seed: 41)
        let oblique = Size2D(height: 2, width: 1)
        let geometries: [(ConvolutionGeometry, kernel: (Int, Int), size: (Int, Int))] = [
            (ConvolutionGeometry(), (1, 1), (3, 2)), (ConvolutionGeometry(), (3, 2), (4, 4)),
            (ConvolutionGeometry(padding: Size2D(1)), (3, 3), (3, 4)),
            (ConvolutionGeometry(stride: Size2D(2), padding: Size2D(1)), (4, 4), (5, 4)),
            (ConvolutionGeometry(stride: Size2D(2)), (1, 1), (4, 3)),
            (ConvolutionGeometry(stride: Size2D(3), padding: Size2D(1)), (2, 3), (5, 4)),
            (
                ConvolutionGeometry(
                    stride: oblique, padding: Size2D(height: 0, width: 2)), (2, 3), (4, 3)
            ),
        ]
        var cases = [GradientCase]()
        for (geometry, kernel, size) in geometries {
            for isTransposed in [false, true] {
                var geometry = geometry
                geometry.isTransposed = isTransposed
                let output = geometry.outputSize(
                    input: Size2D(height: size.0, width: size.1),
                    kernel: Size2D(height: kernel.0, width: kernel.1))
                guard output.height > 0, output.width > 0 else { continue }
                for areMany in [false, true] {
                    cases.append(
                        convolution(
                            geometry, kernel: kernel, size: size, areMany: areMany, using: &random))
                }
            }
        }
        // Activations with a corner are compared with the operation of their own instead.
        for activation in [FusedActivation.tanh, .sigmoid] {
            for (isTransposed, areMany) in [
                (false, false), (false, true), (true, false), (true, true),
            ] {
                let geometry = ConvolutionGeometry(
                    stride: Size2D(2), padding: Size2D(1), isTransposed: isTransposed)
                for hasBias in [false, true] {
                    cases.append(
                        convolution(
                            geometry, kernel: (4, 4), size: (4, 5), hasBias: hasBias,
                            activation: activation, areMany: areMany, using: &random))
                }
            }
        }
        for isTransposed in [false, true] {
            let geometry = ConvolutionGeometry(
                stride: Size2D(2), padding: Size2D(1), isTransposed: isTransposed)
            cases.append(
                convolution(
                    geometry, kernel: (4, 4), size: (4, 5), hasBias: false, using: &random))
        }
        let grown = ConvolutionGeometry(
            stride: Size2D(2), padding: Size2D(1), outputPadding: Size2D(height: 1, width: 0),
            isTransposed: true)
        for areMany in [false, true] {
            cases.append(
                convolution(
                    grown, kernel: (4, 3), size: (2, 3), areMany: areMany, using: &random))
        }
        return cases
    }()

    private static let normalizations: [GradientCase] = {
        var random = SplitMix64(seed: 42)
        let groupings: [Normalization.Grouping] = [.batch, .layer, .groups(1), .groups(3)]
        return groupings.flatMap { grouping in
            [Float(1e-5), 0.5].map { epsilon in
                GradientCase(
                    operation: .normalize(Normalization(grouping, epsilon: epsilon)),
                    inputs: [random.tensor([3, 2, 3, 6])])
            }
        }
    }()

    private static let windows: [GradientCase] = {
        var random = SplitMix64(seed: 43)
        let oblique = Size2D(height: 3, width: 2)
        var cases = [GradientCase]()
        for kind in [Pooling.Kind.maximum, .average] {
            let poolings = [
                Pooling(kind, kernel: Size2D(2)), Pooling(kind, kernel: oblique),
                Pooling(kind, kernel: Size2D(3), stride: Size2D(1), padding: Size2D(1)),
                Pooling(kind, kernel: oblique, stride: Size2D(2), padding: Size2D(1)),
            ]
            for pooling in poolings {
                cases.append(
                    GradientCase(
                        operation: .pool(pooling), inputs: [random.distinctTensor([2, 5, 4, 2])]))
            }
        }
        for resampling in Resampling.allCases {
            for size in [(8, 6), (7, 5), (2, 2), (4, 3), (1, 7)] {
                cases.append(
                    GradientCase(
                        operation: .resample(
                            resampling, to: Size2D(height: size.0, width: size.1)),
                        inputs: [random.tensor([2, 4, 3, 2])]))
            }
        }
        return cases
    }()
}
