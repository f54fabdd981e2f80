import COneDNN
import Platform
import Synchronization

/// Matrix products by oneDNN, each shape prepared once and kept.
enum MatrixProduct {
    /// What makes one prepared product differ from another.
    struct Key: Hashable, Sendable {
        var rows, columns, inner: Int
        var aTransposed = false
        var bTransposed = false
        var bPacked = false
        var hasBias = false
        var activation = FusedActivation.identity
        /// Whether a and b are in bfloat16.
        var isBFloat16 = false
    }

    // Unchecked: a prepared product is only touched under the lock.
    private struct Prepared: @unchecked Sendable {
        var products = [Key: OpaquePointer]()
        var created = 0

        mutating func product(_ key: Key) -> OpaquePointer {
            if let product = products[key] { return product }
            let product = create(key)
            products[key] = product
            created += 1
            return product
        }
    }

    private static let prepared = Mutex(Prepared())

    /// How many products have been prepared so far.
    static var createdCount: Int { prepared.withLock { $0.created } }

    /// c = activation(a b + bias), computed on the calling thread's team.
    ///
    /// One product runs at a time in the process: the cores are shared anyway.
    static func run(
        _ key: Key, a: UnsafeRawPointer, b: UnsafeRawPointer, bias: UnsafePointer<Float>?,
        c: UnsafeMutablePointer<Float>
    ) {
        guard key.rows > 0 && key.columns > 0 else { return }
        require(key.inner > 0, "matrix product: nothing to sum over in \(key)")
        let addresses = (UInt(bitPattern: a), UInt(bitPattern: b), UInt(bitPattern: bias))
        let target = UInt(bitPattern: c)
        prepared.withLock { prepared in
            let product = prepared.product(key)
            let status = vae_onednn_product_run(
                product, UnsafeRawPointer(bitPattern: addresses.0),
                UnsafeRawPointer(bitPattern: addresses.1), UnsafePointer(bitPattern: addresses.2),
                UnsafeMutablePointer(bitPattern: target))
            require(status == 0, "oneDNN: \(text(of: status)): product \(key)")
        }
    }

    /// b in the order that the product wants, for a key that says `bPacked`.
    static func pack(_ key: Key, b: UnsafePointer<Float>) -> Storage {
        let address = UInt(bitPattern: b)
        return prepared.withLock { prepared in
            let product = prepared.product(key)
            let packed = Storage(count: vae_onednn_product_packed_count(product))
            let status = vae_onednn_product_pack(
                product, UnsafePointer(bitPattern: address), packed.pointer)
            require(status == 0, "oneDNN: \(text(of: status)): packing for \(key)")
            return packed
        }
    }

    private static func create(_ key: Key) -> OpaquePointer {
        var shape = vae_onednn_product_shape(
            rows: Int64(key.rows), columns: Int64(key.columns), inner: Int64(key.inner),
            a_transposed: key.aTransposed, b_transposed: key.bTransposed,
            b_packed: key.bPacked, has_bias: key.hasBias, is_bfloat16: key.isBFloat16,
            activation: VAE_ONEDNN_IDENTITY, slope: 0)
        (shape.activation, shape.slope) = key.activation.oneDNN
        var product: OpaquePointer?
        let status = vae_onednn_product_create(&shape, &product)
        guard status == 0, let product else {
            fatalError("oneDNN: \(text(of: status)): product \(key)")
        }
        return product
    }

    private static func text(of status: Int32) -> String {
        String(cString: vae_onednn_status_text(status))
    }
}

extension FusedActivation {
    /// The library's name for it, and the slope of its negative side.
    var oneDNN: (vae_onednn_activation, Float) {
        switch self {
        case .identity: (VAE_ONEDNN_IDENTITY, 0)
        case .relu: (VAE_ONEDNN_RELU, 0)
        case .leakyReLU(let slope): (VAE_ONEDNN_RELU, slope)
        case .tanh: (VAE_ONEDNN_TANH, 0)
        case .sigmoid: (VAE_ONEDNN_SIGMOID, 0)
        }
    }
}
