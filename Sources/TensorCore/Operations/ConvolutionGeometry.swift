import Platform

/// Two sizes in pixels, of a picture or a kernel.
public struct Size2D: Hashable, Sendable, CustomStringConvertible {
    /// Rows.
    public var height: Int
    /// Columns.
    public var width: Int

    /// The given sizes.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// The same size both ways.
    public init(_ size: Int) { self.init(height: size, width: size) }

    /// `height x width`.
    public var description: String { "\(height)x\(width)" }
}

/// How a convolution moves over a picture.
///
///     output = (input + 2 padding - kernel) / stride + 1                          (rounded down)
///     output = (input - 1) stride - 2 padding + kernel + outputPadding            (transposed)
public struct ConvolutionGeometry: Hashable, Sendable {
    /// Pixels from one position of the kernel to the next.
    public var stride: Size2D
    /// Zeros around the picture, fewer than the kernel has rows and columns.
    public var padding: Size2D
    /// Rows and columns added at the end of a transposed convolution's output.
    public var outputPadding: Size2D
    /// Whether it is the transposed convolution, which enlarges.
    public var isTransposed: Bool

    /// A geometry.
    ///
    /// - Precondition: strides at least 1, paddings at least 0, output padding below the stride and
    ///   only where the convolution is transposed.
    public init(
        stride: Size2D = Size2D(1), padding: Size2D = Size2D(0), outputPadding: Size2D = Size2D(0),
        isTransposed: Bool = false
    ) {
        require(
            stride.height >= 1 && stride.width >= 1 && padding.height >= 0 && padding.width >= 0,
            "ConvolutionGeometry: stride \(stride), padding \(padding)")
        require(
            outputPadding.height >= 0 && outputPadding.width >= 0
                && outputPadding.height < max(stride.height, isTransposed ? 0 : 1)
                && outputPadding.width < max(stride.width, isTransposed ? 0 : 1)
                && (isTransposed || outputPadding == Size2D(0)),
            "ConvolutionGeometry: output padding \(outputPadding) with stride \(stride)")
        self.stride = stride
        self.padding = padding
        self.outputPadding = outputPadding
        self.isTransposed = isTransposed
    }

    /// The size of the result for an input and a kernel of the given sizes; 0 or less if there is
    /// none.
    public func outputSize(input: Size2D, kernel: Size2D) -> Size2D {
        func size(_ path: KeyPath<Size2D, Int>) -> Int {
            let (n, k) = (input[keyPath: path], kernel[keyPath: path])
            let (s, p) = (stride[keyPath: path], padding[keyPath: path])
            if isTransposed { return (n - 1) * s - 2 * p + k + outputPadding[keyPath: path] }
            // A kernel that does not fit once fits nowhere; dividing would round towards 0.
            return n + 2 * p < k ? 0 : (n + 2 * p - k) / s + 1
        }
        return Size2D(height: size(\.height), width: size(\.width))
    }
}
