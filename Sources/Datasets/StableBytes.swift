/// Bytes that neither move nor change as long as this object lives, wherever they came from.
///
/// Memory of another origin, such as a mapped file, brings its own way to be released.
public final class StableBytes: @unchecked Sendable {
    // Unchecked: nobody writes to the memory once it is here.

    /// The number of bytes.
    public var count: Int { bytes.count }

    private let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// Takes over `bytes`, which `release` gives back when the object goes.
    public init(
        _ bytes: UnsafeRawBufferPointer,
        release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    /// Copies `bytes`.
    public convenience init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        copy.copyBytes(from: bytes)
        self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
    }

    /// Calls `body` with the bytes, which stay valid as long as the object lives.
    public func withUnsafeBytes<Value, Problem: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        // Without this the object may go right after its last use, in the middle of `body`.
        try withExtendedLifetime(self) { () throws(Problem) in try body(bytes) }
    }

    deinit { release(bytes) }
}
