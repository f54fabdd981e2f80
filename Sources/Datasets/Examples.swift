import Platform

/// Examples of one shape with their labels, in input order; immutable.
///
/// The pixels are unsigned bytes `[count, channels, height, width]` in one piece of memory that
/// stays where it is as long as the object lives.
public final class Examples: Sendable {
    /// The number of examples.
    public let count: Int
    /// The shape of every example.
    public let shape: ExampleShape
    /// The class of each example, counted from 0, where the data set has labels.
    public let labels: [Int32]?

    private let memory: StableBytes
    private let offset: Int
    private let ids: [String]?

    /// Examples whose pixels are the bytes of `memory` from `offset` on.
    ///
    /// - Parameter ids: what to call each example, such as a relative path; its index if nil.
    public init(
        count: Int, shape: ExampleShape, memory: StableBytes, offset: Int = 0,
        labels: [Int32]? = nil, ids: [String]? = nil
    ) {
        require(
            count >= 0 && count <= Int(Int32.max),
            "Examples: \(count) examples do not fit rows of 32 bits")
        require(
            offset >= 0 && offset + count * shape.elementCount <= memory.count,
            """
            Examples: \(count) of \(shape) from byte \(offset) on \
            do not fit \(memory.count) bytes
            """)
        require(
            labels.map { $0.count == count } ?? true,
            "Examples: \(labels?.count ?? 0) labels for \(count) examples")
        require(
            ids.map { $0.count == count } ?? true,
            "Examples: \(ids?.count ?? 0) ids for \(count) examples")
        self.count = count
        self.shape = shape
        self.memory = memory
        self.offset = offset
        self.labels = labels
        self.ids = ids
    }

    /// Examples whose pixels are a copy of `pixels`, `[count, channels, height, width]`.
    public convenience init(
        shape: ExampleShape, pixels: [UInt8], labels: [Int32]? = nil, ids: [String]? = nil
    ) {
        require(
            pixels.count.isMultiple(of: shape.elementCount),
            "Examples: \(pixels.count) bytes are not a whole number of examples of \(shape)")
        self.init(
            count: pixels.count / shape.elementCount, shape: shape,
            memory: StableBytes(copying: pixels), labels: labels, ids: ids)
    }

    /// What the example at `row` is called: its index in the split, or a relative path.
    public func id(at row: Int) -> String {
        require(row >= 0 && row < count, "Examples: row \(row) of \(count)")
        return ids?[row] ?? String(row)
    }

    /// Calls `body` with all pixels, `[count, channels, height, width]`.
    ///
    /// They stay valid and unchanged as long as the object lives.
    public func withUnsafePixels<Value, Problem: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        let range = offset..<offset + count * shape.elementCount
        return try memory.withUnsafeBytes { (bytes) throws(Problem) in
            try body(
                UnsafeRawBufferPointer(rebasing: bytes[range])
                    .assumingMemoryBound(to: UInt8.self))
        }
    }

    /// All examples, in input order.
    public var all: Selection { Selection(self) }
}
