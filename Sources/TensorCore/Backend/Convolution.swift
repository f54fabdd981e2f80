import COneDNN
import Platform
import Synchronization

/// Convolutions by oneDNN, each direction of each shape prepared once and kept.
enum Convolution {
    /// What makes one prepared convolution differ from another.
    struct Key: Hashable, Sendable {
        var direction: Direction
        var batch: Int
        var inputChannels: Int
        var outputChannels: Int
        var input: Size2D
        var output: Size2D
        var kernel: Size2D
        var geometry: ConvolutionGeometry
        var hasBias: Bool
        var activation: FusedActivation
        /// Whether those of input and output that are read are in bfloat16.
        var isBFloat16: Bool
    }

    /// What is computed.
    enum Direction: Hashable, Sendable {
        case forward, backwardInput, backwardWeights
    }

    // Unchecked: a prepared convolution is only touched under the lock.
    private struct Prepared: @unchecked Sendable {
        var convolutions = [Key: OpaquePointer]()
        var created = 0

        mutating func convolution(_ key: Key) -> OpaquePointer {
            if let convolution = convolutions[key] { return convolution }
            let convolution = create(key)
            convolutions[key] = convolution
            created += 1
            return convolution
        }
    }

    private static let prepared = Mutex(Prepared())

    /// How many convolutions have been prepared so far.
    static var createdCount: Int { prepared.withLock { $0.created } }

    /// Runs one direction on the calling thread's team.
    ///
    /// One convolution runs at a time in the process: the cores are shared anyway. Packed weights,
    /// which `pack` makes, are for running forward.
    static func run(
        _ key: Key, input: UnsafeRawPointer, weights: UnsafePointer<Float>,
        isPacked: Bool = false, bias: UnsafePointer<Float>?, output: UnsafeRawPointer
    ) {
        let addresses = (
            UInt(bitPattern: input), UInt(bitPattern: weights), UInt(bitPattern: bias),
            UInt(bitPattern: output)
        )
        prepared.withLock { prepared in
            let run = isPacked ? vae_onednn_convolution_run_packed : vae_onednn_convolution_run
            let status = run(
                prepared.convolution(key), UnsafeRawPointer(bitPattern: addresses.0),
                UnsafePointer(bitPattern: addresses.1), UnsafePointer(bitPattern: addresses.2),
                UnsafeRawPointer(bitPattern: addresses.3))
            require(status == 0, "oneDNN: \(text(of: status)): convolution \(key)")
        }
    }

    /// Weights in the order that the convolution wants; nil if that is their own.
    static func pack(_ key: Key, weights: UnsafePointer<Float>) -> Storage? {
        let address = UInt(bitPattern: weights)
        return prepared.withLock { prepared in
            let convolution = prepared.convolution(key)
            let count = vae_onednn_convolution_packed_count(convolution)
            guard count > 0 else { return nil }
            let packed = Storage(count: count)
            let status = vae_onednn_convolution_pack(
                convolution, UnsafePointer(bitPattern: address), packed.pointer)
            require(status == 0, "oneDNN: \(text(of: status)): packing for \(key)")
            return packed
        }
    }

    private static func create(_ key: Key) -> OpaquePointer {
        let geometry = key.geometry
        // What the library takes as padding at the end decides the output's size exactly.
        func paddingAfter(_ path: KeyPath<Size2D, Int>) -> Int64 {
            let (n, m, k) = (
                key.input[keyPath: path], key.output[keyPath: path], key.kernel[keyPath: path]
            )
            let (s, p) = (geometry.stride[keyPath: path], geometry.padding[keyPath: path])
            return Int64(
                geometry.isTransposed ? (n - 1) * s + k - m - p : (m - 1) * s + k - n - p)
        }
        var shape = vae_onednn_convolution_shape(
            batch: Int64(key.batch), input_channels: Int64(key.inputChannels),
            input_height: Int64(key.input.height), input_width: Int64(key.input.width),
            output_channels: Int64(key.outputChannels), output_height: Int64(key.output.height),
            output_width: Int64(key.output.width), kernel_height: Int64(key.kernel.height),
            kernel_width: Int64(key.kernel.width), stride_height: Int64(geometry.stride.height),
            stride_width: Int64(geometry.stride.width),
            padding_top: Int64(geometry.padding.height),
            padding_left: Int64(geometry.padding.width), padding_bottom: paddingAfter(\.height),
            padding_right: paddingAfter(\.width), is_transposed: geometry.isTransposed,
            has_bias: key.hasBias, is_bfloat16: key.isBFloat16,
            activation: VAE_ONEDNN_IDENTITY, slope: 0)
        (shape.activation, shape.slope) = key.activation.oneDNN
        let direction =
            switch key.direction {
            case .forward: VAE_ONEDNN_FORWARD
            case .backwardInput: VAE_ONEDNN_BACKWARD_INPUT
            case .backwardWeights: VAE_ONEDNN_BACKWARD_WEIGHTS
            }
        var convolution: OpaquePointer?
        let status = vae_onednn_convolution_create(&shape, direction, &convolution)
        guard status == 0, let convolution else {
            fatalError("oneDNN: \(text(of: status)): convolution \(key)")
        }
        return convolution
    }

    private static func text(of status: Int32) -> String {
        String(cString: vae_onednn_status_text(status))
    }
}
