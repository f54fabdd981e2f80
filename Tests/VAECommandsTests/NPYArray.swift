/// An array file of NumPy as the tests read it.
struct NPYArray {
    /// The type of the values, as the header has it.
    let code: String
    /// The sizes of the dimensions.
    let shape: [Int]
    /// The bytes of the values.
    let bytes: ArraySlice<UInt8>

    /// What is wrong with the bytes.
    struct Problem: Error {
        let what: String
    }

    /// Reads version 1.0 with its header exactly as NumPy writes it.
    init(_ file: some Collection<UInt8>) throws {
        let file = Array(file)
        guard file.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0] else {
            throw Problem(what: "not an NPY file of version 1.0")
        }
        let end = 10 + Int(file[8]) + Int(file[9]) << 8
        guard end % 64 == 0, file[end - 1] == UInt8(ascii: "\n") else {
            throw Problem(what: "the header ends at \(end)")
        }
        let header = String(decoding: file[10..<end], as: UTF8.self)
        let parts = header.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count == 9, parts[0] == "{", parts[1] == "descr", parts[2] == ": ",
            parts[5] == "fortran_order", parts[6] == ": False, ", parts[7] == "shape"
        else { throw Problem(what: header) }
        code = String(parts[3])
        let sizes = parts[8].drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        shape = sizes.split(separator: ",").compactMap { Int($0.filter(\.isNumber)) }
        guard parts[8].hasSuffix("), }\(String(repeating: " ", count: Self.blanks(header)))\n")
        else { throw Problem(what: header) }
        bytes = file[end...]
    }

    private static func blanks(_ header: String) -> Int {
        header.dropLast().reversed().prefix { $0 == " " }.count
    }

    /// The values of a float32 array.
    var floats: [Float] { words.map { Float(bitPattern: $0) } }

    /// The values of an int32 array.
    var integers: [Int32] { words.map { Int32(bitPattern: $0) } }

    /// The values of a text array.
    var texts: [String] {
        let words = words
        let length = Int(code.dropFirst(2)) ?? 1
        return stride(from: 0, to: words.count, by: length).map { start in
            var text = String.UnicodeScalarView()
            text.append(
                contentsOf: words[start..<start + length].prefix { $0 != 0 }
                    .compactMap(Unicode.Scalar.init))
            return String(text)
        }
    }

    private var words: [UInt32] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { start in
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
        }
    }
}
