import COneDNN
public import Platform

/// The numbers that the products of a training step multiply.
///
/// Sums, results, gradients of weights, the weights themselves and everything between products are
/// `Float` in any case.
public enum Precision: String, CaseIterable, Codable, Sendable {
    /// 32-bit floats.
    case float32 = "fp32"
    /// The inputs of products are rounded to bfloat16: 8 bits of precision, the range of a float.
    case bfloat16 = "bf16"

    /// Whether this processor has instructions for it.
    public var isNative: Bool {
        self == .float32 || vae_onednn_bfloat16_support() == VAE_ONEDNN_BFLOAT16_NATIVE
    }

    /// Whether it can be computed here, be it slowly: oneDNN emulates bfloat16 with AVX-512.
    package var isComputable: Bool {
        self == .float32 || vae_onednn_bfloat16_support() != VAE_ONEDNN_BFLOAT16_MISSING
    }

    /// Refuses a precision for which this processor has no instructions.
    ///
    /// - Parameters:
    ///   - place: what asked for it: a flag, a file.
    ///   - remedy: what the user can do.
    /// - Throws: `Failure` (`unavailable`).
    public func requireNative(at place: String, remedy: String) throws(Failure) {
        guard isNative else {
            throw Failure(
                .unavailable, "this processor has no \(self) instructions", at: place,
                remedy: remedy)
        }
    }
}
