import Platform

/// The header of a NumPy array file.
///
/// `\x93NUMPY`, a version in two bytes, the length of the text in two bytes (four from version 2
/// on), and a text in Python's notation. The format is described at
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
struct NPYHeader: Equatable, Sendable {
    /// What every file begins with.
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// The bytes from which the size of the header can be told.
    static let prefixSize = 12
    /// The longest header that is read.
    static let maximumSize = 1 << 16

    /// The type of the elements.
    let elementType: NPYElementType
    /// The extents of the array.
    let extents: [Int]
    /// The bytes before the first element.
    let size: Int
    /// The number of elements.
    let elementCount: Int
    /// The bytes of the whole file.
    var fileSize: Int { size + elementCount * elementType.size }

    /// The extents as NumPy writes them, for instance `[60000, 28, 28]`.
    var extentsText: String { "[" + extents.map(String.init).joined(separator: ", ") + "]" }

    /// The size of the header whose first `prefixSize` bytes, or all there are, are given.
    ///
    /// - Throws: `Failure` (`data`) if they begin no such file.
    static func size(_ head: [UInt8], path: String) throws(Failure) -> Int {
        guard head.starts(with: magic) else {
            throw Failure(.data, "not a NumPy array", at: path, remedy: "name an .npy file")
        }
        guard head.count >= prefixSize else { throw truncated(path) }
        let size: Int
        switch head[6] {
        case 1: size = 10 + Int(head[8]) + Int(head[9]) << 8
        case 2, 3: size = 12 + head[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
        default:
            throw Failure(
                .data, "unsupported version \(head[6]) of the NumPy format", at: path,
                remedy: "save the array with numpy.save")
        }
        guard size <= maximumSize else {
            throw corrupt("the header has \(size) bytes", path)
        }
        return size
    }

    /// Reads the header from the first bytes of the file at `path`.
    ///
    /// - Throws: `Failure` (`data`) if it is truncated, corrupt or of an array that is not read.
    init(_ head: [UInt8], path: String) throws(Failure) {
        size = try Self.size(Array(head.prefix(Self.prefixSize)), path: path)
        guard head.count >= size else { throw Self.truncated(path) }
        var text = PythonLiteral(Array(head[(head[6] == 1 ? 10 : 12)..<size]))
        guard case .dictionary(let fields)? = text.value(),
            let type = fields["descr"], case .boolean(let isFortran)? = fields["fortran_order"],
            case .tuple(let extents)? = fields["shape"]
        else { throw Self.corrupt("the header is not understood", path) }

        guard case .string(let typeName) = type else {
            throw Self.unsupported("structured", path)
        }
        guard let elementType = NPYElementType(typeName) else {
            throw Self.unsupported(typeName.hasSuffix("O") ? "object" : typeName, path)
        }
        self.elementType = elementType
        self.extents = extents
        guard !isFortran || extents.count < 2 else {
            throw Failure(
                .data, "the array is in Fortran order", at: path,
                remedy: "save numpy.ascontiguousarray of it")
        }
        let shape = "[" + extents.map(String.init).joined(separator: ", ") + "]"
        guard !extents.contains(0) else {
            throw Failure(
                .data, "the array is empty, \(shape)", at: path, remedy: "save one with elements")
        }
        var product = elementType.size
        for extent in extents {
            let (next, overflows) = product.multipliedReportingOverflow(by: extent)
            guard !overflows, next <= Int.max / 2 else {
                throw Self.corrupt("the extents are too large, \(shape)", path)
            }
            product = next
        }
        elementCount = product / elementType.size
    }

    private static func truncated(_ path: String) -> Failure {
        Failure(.data, "the header is truncated", at: path, remedy: "copy the file again")
    }

    private static func corrupt(_ what: String, _ path: String) -> Failure {
        Failure(.data, "the NumPy header is corrupt, \(what)", at: path, remedy: "save it again")
    }

    private static func unsupported(_ type: String, _ path: String) -> Failure {
        Failure(
            .data, "arrays of type \(type) cannot be read", at: path,
            remedy: "convert it to numbers, for instance with astype(numpy.uint8)")
    }
}
