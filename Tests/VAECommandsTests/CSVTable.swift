/// A table as RFC 4180 has it, read strictly.
struct CSVTable {
    /// The names of the columns.
    let header: [String]
    /// The rows, each as long as the header.
    let rows: [[String]]

    /// What is wrong with a text.
    struct Problem: Error {
        let what: String
    }

    /// Reads `text`.
    ///
    /// - Throws: `Problem` for a stray quote, a field too many or few, or a last line without end.
    init(_ text: String) throws {
        var lines = [[String]]()
        var fields = [String]()
        var field = [UInt8]()
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                guard field.isEmpty else { throw Problem(what: "a quote within a field") }
                try Self.readQuoted(&bytes, into: &field)
            case UInt8(ascii: ","), UInt8(ascii: "\n"):
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == UInt8(ascii: "\n") {
                    lines.append(fields)
                    fields = []
                }
            default: field.append(byte)
            }
        }
        guard field.isEmpty, fields.isEmpty else { throw Problem(what: "the last line is open") }
        guard let header = lines.first else { throw Problem(what: "there is no header") }
        self.header = header
        rows = Array(lines.dropFirst())
        for row in rows where row.count != header.count {
            throw Problem(what: "\(row.count) fields under \(header.count) names")
        }
    }

    private static func readQuoted(_ bytes: inout ArraySlice<UInt8>, into field: inout [UInt8])
        throws
    {
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "\"") else {
                field.append(byte)
                continue
            }
            guard bytes.first == UInt8(ascii: "\"") else {
                guard [UInt8(ascii: ","), UInt8(ascii: "\n")].contains(bytes.first) else {
                    throw Problem(what: "text after a closing quote")
                }
                return
            }
            field.append(byte)
            bytes = bytes.dropFirst()
        }
        throw Problem(what: "a quote is never closed")
    }

    /// The fields under `name`.
    func column(_ name: String) -> [String] {
        guard let index = header.firstIndex(of: name) else { return [] }
        return rows.map { $0[index] }
    }

    /// The numbers under `name`; what is no number is NaN.
    func numbers(_ name: String) -> [Float] { column(name).map { Float($0) ?? .nan } }
}
