import Platform

/// The header of an IDX file: what the elements are, and the extents, all big-endian.
///
/// Two zero bytes, a byte for the type of the elements, a byte for the number of dimensions, then
/// each extent in four bytes. The format is described where MNIST came from,
/// http://yann.lecun.com/exdb/mnist.
struct IDXHeader: Equatable {
    /// What a file is read as.
    enum Content {
        case pictures, labels

        /// The number of dimensions such a file has.
        var rank: Int { self == .pictures ? 3 : 1 }
        /// The same in words.
        var extents: String {
            self == .pictures ? "pictures have 3: count, height, width" : "labels have 1: count"
        }
    }

    /// The longest header that is read.
    static let maximumSize = 16

    /// The extents, the number of examples first.
    let extents: [Int]
    /// The size of the header in bytes.
    var size: Int { 4 + 4 * extents.count }
    /// The number of elements, one byte each.
    let elementCount: Int
    /// The size of the whole file in bytes.
    var fileSize: Int { size + elementCount }

    /// Whether `head` begins as an IDX file does.
    static func begins(_ head: [UInt8]) -> Bool {
        head.count >= 4 && head[0] == 0 && head[1] == 0 && (0x08...0x0e).contains(head[2])
            && head[3] > 0
    }

    /// Reads the header of the file at `path` from its first bytes.
    ///
    /// - Throws: `Failure` (`data`) if it is not that of a file of `content`.
    init(_ head: [UInt8], of content: Content, path: String) throws(Failure) {
        guard !head.isEmpty else {
            throw Failure(.data, "the file is empty", at: path, remedy: "copy it again")
        }
        guard head.count >= 4 else {
            throw Failure(
                .data, "the header is truncated", at: path,
                remedy: "copy the file again, it has only \(head.count) bytes")
        }
        guard head[0] == 0 && head[1] == 0 else {
            let magic = Self.hexadecimal(head.prefix(4))
            throw Failure(
                .data, "not an IDX file", at: path,
                remedy: "name one that begins with 0x00000803 or 0x00000801, not 0x\(magic)")
        }
        guard head[2] == 0x08 else {
            throw Failure(
                .data, "unsupported IDX element type 0x\(Self.hexadecimal(head[2...2]))", at: path,
                remedy: "convert the elements to unsigned bytes (0x08)")
        }
        guard Int(head[3]) == content.rank else {
            throw Failure(
                .data, "wrong number of dimensions, \(head[3])", at: path,
                remedy: "name another file, \(content.extents)")
        }
        guard head.count >= 4 + 4 * content.rank else {
            throw Failure(
                .data, "the header is truncated", at: path,
                remedy: "copy the file again, it has only \(head.count) bytes")
        }
        extents = (0..<content.rank).map { dimension in
            head[(4 + 4 * dimension)...].prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        let shape = extents.map(String.init).joined(separator: "x")
        guard !extents.contains(0) else {
            throw Failure(
                .data, "a dimension is zero, \(shape)", at: path, remedy: "make the file again")
        }
        var product = 1
        var isTooLarge = extents[0] > Int(Int32.max)
        for extent in extents {
            let (next, overflows) = product.multipliedReportingOverflow(by: extent)
            isTooLarge = isTooLarge || overflows || next > Int.max / 2
            product = next
        }
        guard !isTooLarge else {
            throw Failure(
                .data, "the dimensions are too large, \(shape)", at: path,
                remedy: "make the file again")
        }
        elementCount = product
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
