import CKernels
import Platform

/// What becomes of a pixel's intensity when a batch is made.
public enum PixelTreatment: Sendable {
    /// The intensity u in [0, 1].
    case grey
    /// 1 where u ≥ 0.5, else 0.
    case threshold
    /// 1 with probability u, else 0; the noise is that of the seed and of each row's key.
    case bernoulli(seed: UInt64)
}

extension Tensor {
    /// Rows of 8-bit pixels as a batch of floats in [0, 1], gathered and treated in one pass.
    ///
    /// - Parameters:
    ///   - pixels: all rows, `[rows, rowSize]`.
    ///   - rows: which rows, in the order of the batch.
    ///   - keys: what names the noise of each row, for `PixelTreatment.bernoulli`.
    /// - Returns: `[rows.count, rowSize]`
    public static func pixels(
        _ pixels: UnsafePointer<UInt8>, rows: [Int32], keys: [UInt64], rowSize: Int,
        treatment: PixelTreatment
    ) -> Tensor {
        var seed: UInt64 = 0
        let mode: vae_pixels
        switch treatment {
        case .grey: mode = VAE_PIXELS_GREY
        case .threshold: mode = VAE_PIXELS_THRESHOLD
        case .bernoulli(let noise):
            require(
                keys.count == rows.count, "pixels: \(keys.count) keys for \(rows.count) rows")
            mode = VAE_PIXELS_BERNOULLI
            seed = noise
        }
        return Tensor(shape: [rows.count, rowSize]) {
            vae_gather_pixels(
                pixels, rows, keys, seed, mode, $0.baseAddress, rows.count, rowSize)
        }
    }
}
