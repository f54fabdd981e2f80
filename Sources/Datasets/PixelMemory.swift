import Platform

/// Memory that several threads fill with the pixels of examples, each its own rows.
struct PixelMemory: @unchecked Sendable {
    // Unchecked: no two threads write the same row, and nobody reads before all are done.

    /// The memory, to be read once it is filled.
    let bytes: StableBytes
    /// Where in it the first pixel is.
    let offset: Int
    /// All pixels.
    let all: UnsafeMutableBufferPointer<UInt8>
    private let rowSize: Int

    /// The pixels of examples of `shape`, from a byte of `memory` on to its end.
    init(_ memory: WritableBytes, offset: Int = 0, of shape: ExampleShape) {
        bytes = memory.stable
        self.offset = offset
        all = UnsafeMutableRawBufferPointer(rebasing: memory.bytes[offset...])
            .assumingMemoryBound(to: UInt8.self)
        rowSize = shape.elementCount
    }

    /// Room for `rows` examples of `shape`; fails (`unavailable`) if there is none.
    static func make(
        rows: Int, of shape: ExampleShape, place: String
    ) -> Result<PixelMemory, Failure> {
        let (size, overflows) = rows.multipliedReportingOverflow(by: shape.elementCount)
        guard !overflows, let memory = WritableBytes(count: size) else {
            return .failure(
                Failure(
                    .unavailable, "not enough memory for \(rows) pictures of \(shape)", at: place,
                    remedy: "free some memory, or ask for a smaller --size"))
        }
        return .success(PixelMemory(memory, of: shape))
    }

    /// The pixels of one example.
    func row(_ row: Int) -> UnsafeMutableBufferPointer<UInt8> {
        UnsafeMutableBufferPointer(rebasing: all[row * rowSize..<(row + 1) * rowSize])
    }
}
