import Platform

/// Examples of one shape with their labels, in input order; immutable.
///
/// The pixels are unsigned bytes `[count, channels, height, width]`. Most lie in one piece of
/// memory that stays where it is as long as the object lives; some are drawn when they are asked
/// for, because all of them would not fit.
public final class Examples: Sendable {
    /// The number of examples.
    public let count: Int
    /// The shape of every example.
    public let shape: ExampleShape
    /// The class of each example, counted from 0, where the data set has labels.
    public let labels: [Int32]?

    let ids: [String]?
    let factors: Factors?
    private let source: Source

    private enum Source: Sendable {
        case memory(StableBytes, offset: Int)
        case drawing(@Sendable (_ row: Int, _ pixels: UnsafeMutableBufferPointer<UInt8>) -> Void)
    }

    /// Examples whose pixels are the bytes of `memory` from `offset` on.
    ///
    /// - Parameter ids: what to call each example, such as a relative path; its index if nil.
    public convenience init(
        count: Int, shape: ExampleShape, memory: StableBytes, offset: Int = 0,
        labels: [Int32]? = nil, ids: [String]? = nil
    ) {
        self.init(
            count: count, shape: shape, memory: memory, offset: offset, labels: labels, ids: ids,
            factors: nil)
    }

    /// Examples in memory whose factors are known.
    convenience init(
        count: Int, shape: ExampleShape, memory: StableBytes, offset: Int = 0, labels: [Int32]?,
        ids: [String]? = nil, factors: Factors?
    ) {
        require(
            offset >= 0 && offset + count * shape.elementCount <= memory.count,
            """
            Examples: \(count) of \(shape) from byte \(offset) on \
            do not fit \(memory.count) bytes
            """)
        self.init(
            count, shape, labels, ids, factors, .memory(memory, offset: offset))
    }

    /// Examples whose pixels `draw` makes, each time they are asked for, on any thread.
    ///
    /// - Parameter draw: writes the pixels of a row, `[channels, height, width]`, all of them and
    ///   always the same.
    package convenience init(
        count: Int, shape: ExampleShape, labels: [Int32]? = nil, ids: [String]? = nil,
        factors: Factors? = nil,
        draw: @escaping @Sendable (_ row: Int, _ pixels: UnsafeMutableBufferPointer<UInt8>) -> Void
    ) {
        self.init(count, shape, labels, ids, factors, .drawing(draw))
    }

    private init(
        _ count: Int, _ shape: ExampleShape, _ labels: [Int32]?, _ ids: [String]?,
        _ factors: Factors?, _ source: Source
    ) {
        require(
            count >= 0 && count <= Int(Int32.max),
            "Examples: \(count) examples do not fit rows of 32 bits")
        require(
            labels.map { $0.count == count } ?? true,
            "Examples: \(labels?.count ?? 0) labels for \(count) examples")
        require(
            ids.map { $0.count == count } ?? true,
            "Examples: \(ids?.count ?? 0) ids for \(count) examples")
        self.count = count
        self.shape = shape
        self.labels = labels
        self.ids = ids
        self.factors = factors
        self.source = source
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

    /// Whether examples are called something else than their index.
    public var hasIDs: Bool { ids != nil }

    /// What the example at `row` is called: its index in the split, or a relative path.
    public func id(at row: Int) -> String {
        require(row >= 0 && row < count, "Examples: row \(row) of \(count)")
        return ids?[row] ?? String(row)
    }

    /// The names of what the examples were made from, where that is known; else none.
    public var factorNames: [String] { factors?.names ?? [] }

    /// The step of each factor in the example at `row`, counted from 0, in the order of the names.
    public func factors(at row: Int) -> [Int32] {
        require(row >= 0 && row < count, "Examples: row \(row) of \(count)")
        return factors?.values(at: row) ?? []
    }

    /// All examples, in input order.
    public var all: Selection { Selection(self) }

    /// Calls `body` with all pixels, `[count, channels, height, width]`.
    ///
    /// They stay valid and unchanged as long as the object lives; but pixels that are drawn on
    /// demand are drawn into memory that goes when `body` returns.
    public func withUnsafePixels<Value, Problem: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        switch source {
        case .memory(let memory, let offset):
            let range = offset..<offset + count * shape.elementCount
            return try memory.withUnsafeBytes { (bytes) throws(Problem) in
                try body(
                    UnsafeRawBufferPointer(rebasing: bytes[range])
                        .assumingMemoryBound(to: UInt8.self))
            }
        case .drawing:
            return try withUnsafePixels(at: Array(0..<Int32(count))) {
                (pixels, _) throws(Problem) in try body(pixels)
            }
        }
    }

    /// Calls `body` with memory in which the pixels of `rows` are, and the rows they have there.
    ///
    /// That is the memory of all examples, unless pixels are drawn on demand: then it holds just
    /// the rows asked for, drawn in this order, and goes when `body` returns.
    public func withUnsafePixels<Value, Problem: Error>(
        at rows: [Int32],
        _ body: (UnsafeBufferPointer<UInt8>, _ rows: [Int32]) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        for row in rows {
            require(row >= 0 && row < count, "Examples: row \(row) of \(count)")
        }
        guard case .drawing(let draw) = source else {
            return try withUnsafePixels { (pixels) throws(Problem) in try body(pixels, rows) }
        }
        let size = shape.elementCount
        let drawn = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: rows.count * size)
        defer { drawn.deallocate() }
        for (place, row) in rows.enumerated() {
            draw(
                Int(row),
                UnsafeMutableBufferPointer(rebasing: drawn[place * size..<(place + 1) * size]))
        }
        return try body(UnsafeBufferPointer(drawn), Array(0..<Int32(rows.count)))
    }

    /// Calls `body` with all pixels in order, in as few pieces as do not fill the memory.
    func forEachPixelBlock(_ body: (UnsafeRawBufferPointer) -> Void) {
        guard case .drawing = source else {
            return withUnsafePixels { body(UnsafeRawBufferPointer($0)) }
        }
        for start in stride(from: 0, to: count, by: 256) {
            let block = Int32(start)..<Int32(min(start + 256, count))
            withUnsafePixels(at: Array(block)) { pixels, _ in body(UnsafeRawBufferPointer(pixels)) }
        }
    }
}
