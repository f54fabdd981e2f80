import Platform

/// The front of a safetensors file: which tensors it holds, and where.
///
/// Eight bytes give the header's length, little-endian; then comes the header, JSON padded with
/// spaces; then the data. Everything is checked here, so that later reads cannot leave the file.
struct SafeTensorsHeader {
    /// The longest header that the format allows, in bytes.
    static let byteLimit = 100_000_000
    /// The most dimensions that this library takes.
    static let rankLimit = 8
    /// The key of the free texts among the tensors' names.
    static let metadataKey = "__metadata__"

    /// The tensors, in the order of their bytes.
    private(set) var entries = [SafeTensorsEntry]()
    /// The free texts.
    private(set) var metadata = [String: String]()
    /// Where the data begins, in bytes from the start of the file.
    let dataStart: Int

    private let path: String

    /// Reads and checks the header of a file of which `bytes` is the whole content.
    ///
    /// - Throws: `Failure` (`data`) naming `path` and the tensor at fault.
    init(of bytes: [UInt8], path: String) throws(Failure) {
        guard bytes.count >= 8 else {
            throw .brokenSafeTensors("file is shorter than 8 bytes", path)
        }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= Self.byteLimit else {
            throw Failure(
                .data, "header of \(length) bytes is over the limit of \(Self.byteLimit)",
                at: path, remedy: "check that it is a safetensors file")
        }
        dataStart = 8 + Int(length)
        self.path = path
        guard dataStart <= bytes.count else {
            throw .brokenSafeTensors(
                "header of \(length) bytes does not fit in a file of \(bytes.count) bytes", path)
        }
        try readJSON(bytes)
        try checkLayout(dataCount: bytes.count - dataStart)
    }

    private mutating func readJSON(_ bytes: [UInt8]) throws(Failure) {
        var json = HeaderJSON(bytes, range: 8..<dataStart, path: path)
        var header = self
        try json.object("header") { json, name throws(Failure) in
            if name == Self.metadataKey {
                try json.object("metadata") { json, key throws(Failure) in
                    header.metadata[key] = try json.string("metadata \(quoted(key))")
                }
            } else {
                header.entries.append(try Self.readEntry(name, &json, path: header.path))
            }
        }
        try json.finish()
        self = header
    }

    private static func readEntry(
        _ name: String, _ json: inout HeaderJSON, path: String
    ) throws(Failure) -> SafeTensorsEntry {
        let owner = "tensor \(quoted(name))"
        var typeName: String?
        var shape: [Int]?
        var offsets: [Int]?
        try json.object(owner) { json, key throws(Failure) in
            switch key {
            case "dtype": typeName = try json.string("dtype of \(owner)")
            case "shape": shape = try json.integers("shape of \(owner)")
            case "data_offsets": offsets = try json.integers("data_offsets of \(owner)")
            default: throw .brokenSafeTensors("\(owner) has an unknown key \(quoted(key))", path)
            }
        }

        guard let typeName else { throw .brokenSafeTensors("\(owner) has no dtype", path) }
        guard let shape else { throw .brokenSafeTensors("\(owner) has no shape", path) }
        guard let offsets else { throw .brokenSafeTensors("\(owner) has no data_offsets", path) }

        guard let dataType = SafeTensorsDataType(rawValue: typeName) else {
            let known = SafeTensorsDataType.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .data, "\(owner) has the unknown dtype \(quoted(typeName))", at: path,
                remedy: "save it as one of \(known)")
        }
        guard shape.count <= rankLimit else {
            throw Failure(
                .data, "\(owner) has \(shape.count) dimensions", at: path,
                remedy: "save it with at most \(rankLimit)")
        }
        guard offsets.count == 2 else {
            throw .brokenSafeTensors("\(owner) has \(offsets.count) data_offsets, not 2", path)
        }
        guard offsets[0] >= 0, offsets[1] >= 0 else {
            throw .brokenSafeTensors("\(owner) has a negative offset", path)
        }
        guard offsets[0] <= offsets[1] else {
            throw .brokenSafeTensors(
                "\(owner) begins at byte \(offsets[0]) and ends before it, at \(offsets[1])", path)
        }
        guard let byteCount = dataType.byteCount(shape: shape) else {
            throw .brokenSafeTensors("\(owner) has the impossible shape \(shape)", path)
        }
        let range = offsets[0]..<offsets[1]
        guard range.count == byteCount else {
            throw .brokenSafeTensors(
                "\(owner) has \(range.count) bytes, \(typeName) of shape \(shape) takes "
                    + "\(byteCount)", path)
        }
        return SafeTensorsEntry(name: name, dataType: dataType, shape: shape, byteRange: range)
    }

    /// The tensors must cover the data, each byte once.
    private mutating func checkLayout(dataCount: Int) throws(Failure) {
        entries.sort {
            ($0.byteRange.lowerBound, $0.byteRange.upperBound)
                < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
        }
        var covered = 0
        var previous = ""
        for entry in entries {
            let range = entry.byteRange
            guard range.upperBound <= dataCount else {
                throw .brokenSafeTensors(
                    "tensor \(quoted(entry.name)) ends at byte \(range.upperBound) of data that "
                        + "has \(dataCount)", path)
            }
            guard range.lowerBound >= covered else {
                throw .brokenSafeTensors(
                    "tensors \(quoted(previous)) and \(quoted(entry.name)) overlap", path)
            }
            try checkCovered(covered, upTo: range.lowerBound)
            covered = range.upperBound
            previous = entry.name
        }
        try checkCovered(covered, upTo: dataCount)
    }

    private func checkCovered(_ covered: Int, upTo next: Int) throws(Failure) {
        guard covered == next else {
            throw .brokenSafeTensors(
                "bytes \(covered)..<\(next) of the data belong to no tensor", path)
        }
    }
}
