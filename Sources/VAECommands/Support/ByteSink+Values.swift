import Platform

extension ByteSink {
    /// Writes the memory of all of `values`.
    ///
    /// - Throws: `Failure` as `write(_:)` with a buffer does.
    func write(_ values: [some BitwiseCopyable]) throws(Failure) {
        var failure: Failure?
        values.withUnsafeBytes { bytes in
            do throws(Failure) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
