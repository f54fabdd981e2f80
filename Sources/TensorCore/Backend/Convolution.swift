import COneDNN
import Glibc
import Platform

/// Convolutions by oneDNN: each direction of each shape is prepared once by a thread, and kept.
///
/// Not shared between threads: some of oneDNN's implementations keep scratch memory with the thread
/// that prepared them, and crash when another one runs them.
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
    }

    /// What is computed.
    enum Direction: Hashable, Sendable {
        case forward, backwardInput, backwardWeights
    }

    /// What one thread has prepared; freed by that thread as it ends.
    private final class Prepared {
        var convolutions = [Key: OpaquePointer]()

        deinit {
            for convolution in convolutions.values { vae_onednn_convolution_destroy(convolution) }
        }
    }

    private static let slot: pthread_key_t = {
        var slot = pthread_key_t()
        let status = pthread_key_create(&slot) { prepared in
            if let prepared { Unmanaged<Prepared>.fromOpaque(prepared).release() }
        }
        require(status == 0, "Convolution: pthread_key_create gives \(status)")
        return slot
    }()

    private static var prepared: Prepared {
        if let prepared = pthread_getspecific(slot) {
            return Unmanaged<Prepared>.fromOpaque(prepared).takeUnretainedValue()
        }
        let prepared = Prepared()
        pthread_setspecific(slot, Unmanaged.passRetained(prepared).toOpaque())
        return prepared
    }

    /// Runs one direction on the calling thread's team.
    static func run(
        _ key: Key, input: UnsafePointer<Float>, weights: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, output: UnsafePointer<Float>
    ) {
        let prepared = prepared
        let convolution = prepared.convolutions[key] ?? create(key)
        prepared.convolutions[key] = convolution
        let status = vae_onednn_convolution_run(convolution, input, weights, bias, output)
        require(status == 0, "oneDNN: \(text(of: status)): convolution \(key)")
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
            has_bias: key.hasBias)
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
