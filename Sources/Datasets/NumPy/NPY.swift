/// The form of an array file of NumPy, version 1.0; rows come first, the low byte of a value first.
///
/// (NumPy enhancement proposal 1, "A simple file format for NumPy arrays".)
package enum NPY {
    /// The type of an array's values.
    package enum DataType: Equatable, Sendable {
        case float32, int32, uint8
        /// Texts of at most so many Unicode scalars, filled up with zeros, in UTF-32.
        case text(length: Int)

        /// As the header has it.
        package var code: String {
            switch self {
            case .float32: "<f4"
            case .int32: "<i4"
            case .uint8: "|u1"
            case .text(let length): "<U\(length)"
            }
        }

        /// Bytes of a value.
        package var size: Int {
            switch self {
            case .float32, .int32: 4
            case .uint8: 1
            case .text(let length): 4 * length
            }
        }
    }

    /// What stands before the values of an array of `shape`.
    package static func header(_ type: DataType, shape: [Int]) -> [UInt8] {
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        let text = "{'descr': '\(type.code)', 'fortran_order': False, 'shape': (\(sizes)), }"
        // Ten bytes stand before the text, a line feed behind it; the values begin at 64 n.
        let padding = 63 - (10 + text.utf8.count) % 64
        let length = text.utf8.count + padding + 1
        return [0x93] + "NUMPY".utf8 + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
            + text.utf8 + [UInt8](repeating: UInt8(ascii: " "), count: padding)
            + [UInt8(ascii: "\n")]
    }
}
