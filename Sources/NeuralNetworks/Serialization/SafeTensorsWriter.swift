public import Platform

/// Writes a safetensors file: tensors are announced one by one, then all goes out in one stream.
///
/// Same input, same bytes: tensors lie in the order they were added, those of larger values first,
/// so that each is aligned to its value's size (PyTorch asks for that); texts are sorted by key.
/// The data begins at a multiple of 64 bytes.
/// Source: <https://github.com/huggingface/safetensors#format>
public struct SafeTensorsWriter {
    private struct Tensor {
        let name: String
        let dataType: SafeTensorsDataType
        let shape: [Int]
        let byteCount: Int
        let write: (any ByteSink) throws(Failure) -> Void
    }

    private let metadata: [String: String]
    private var tensors = [Tensor]()
    private var names = Set<String>()

    /// A file with no tensors yet; `metadata` are free texts that travel with them.
    public init(metadata: [String: String] = [:]) { self.metadata = metadata }

    /// Adds a tensor whose bytes `write` sends, little-endian, when the file is written.
    ///
    /// A name that is taken or reserved, an impossible shape, and a `write` that sends more or fewer
    /// bytes than type and shape take are programmer's mistakes.
    public mutating func add(
        _ name: String, _ dataType: SafeTensorsDataType, shape: [Int],
        write: @escaping (any ByteSink) throws(Failure) -> Void
    ) {
        require(
            name != SafeTensorsHeader.metadataKey,
            "SafeTensorsWriter: \(name) is not a name for a tensor")
        require(names.insert(name).inserted, "SafeTensorsWriter: tensor \(name) added twice")
        require(
            shape.count <= SafeTensorsHeader.rankLimit,
            "SafeTensorsWriter: tensor \(name) has \(shape.count) dimensions, over "
                + "\(SafeTensorsHeader.rankLimit)")
        guard let byteCount = dataType.byteCount(shape: shape) else {
            fatalError("SafeTensorsWriter: tensor \(name) has impossible shape \(shape)")
        }
        tensors.append(
            Tensor(
                name: name, dataType: dataType, shape: shape, byteCount: byteCount, write: write))
    }

    /// Adds a tensor that lies at `bytes`, which must stay valid until the file is written.
    public mutating func add(
        _ name: String, _ dataType: SafeTensorsDataType, shape: [Int],
        bytes: UnsafeRawBufferPointer
    ) {
        add(name, dataType, shape: shape) { sink throws(Failure) in try sink.write(bytes) }
    }

    /// Adds a tensor of F32 with the given values.
    public mutating func add(_ name: String, shape: [Int], floats: [Float]) {
        add(name, .float32, shape: shape) { sink throws(Failure) in
            try floats.withUnsafeBufferPointer { values throws(Failure) in
                try sink.write(UnsafeRawBufferPointer(values))
            }
        }
    }

    /// Writes the file in the place of whatever stands at `path`, in one step.
    ///
    /// - Throws: `Failure` (`cannotCreate`, `inputOutput`), or what a tensor's `write` threw.
    public func write(to path: String) throws(Failure) {
        let file = try AtomicFile(replacing: path)
        try write(to: file)
        try file.commit()
    }

    /// Writes the file to `sink`.
    ///
    /// - Throws: `Failure` as the sink does, or what a tensor's `write` threw.
    public func write(to sink: any ByteSink) throws(Failure) {
        // Swift's sort is stable: equals keep the order in which they were added.
        let ordered = tensors.sorted { $0.dataType.byteCount > $1.dataType.byteCount }
        let header = header(of: ordered)
        try header.withUnsafeBufferPointer { bytes throws(Failure) in
            try sink.write(UnsafeRawBufferPointer(bytes))
        }
        for tensor in ordered {
            let counter = CountingSink(sink)
            try tensor.write(counter)
            require(
                counter.count == tensor.byteCount,
                "SafeTensorsWriter: tensor \(tensor.name) sent \(counter.count) bytes, "
                    + "its shape takes \(tensor.byteCount)")
        }
    }

    /// The length and the JSON, padded.
    private func header(of tensors: [Tensor]) -> [UInt8] {
        var members = [String]()
        if !metadata.isEmpty {
            let texts = metadata.sorted {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            }.map { "\(json($0.key)):\(json($0.value))" }
            members.append("\"\(SafeTensorsHeader.metadataKey)\":{\(texts.joined(separator: ","))}")
        }
        var offset = 0
        for tensor in tensors {
            let shape = tensor.shape.map { String($0) }.joined(separator: ",")
            let end = offset + tensor.byteCount
            members.append(
                "\(json(tensor.name)):{\"dtype\":\"\(tensor.dataType.rawValue)\","
                    + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }

        let text = "{\(members.joined(separator: ","))}"
        let dataStart = (8 + text.utf8.count + 63) / 64 * 64
        require(
            dataStart - 8 <= SafeTensorsHeader.byteLimit,
            "SafeTensorsWriter: header of \(dataStart - 8) bytes, over "
                + "\(SafeTensorsHeader.byteLimit)")
        var header = (0..<8).map { UInt8(truncatingIfNeeded: (dataStart - 8) >> (8 * $0)) }
        header.append(contentsOf: text.utf8)
        header.append(contentsOf: repeatElement(0x20, count: dataStart - header.count))
        return header
    }
}

/// `text` as a JSON string.
private func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\":
            quoted.append("\\")
            quoted.unicodeScalars.append(scalar)
        case "\n": quoted.append("\\n")
        case "\u{0}"..<"\u{20}":
            let digits = String(scalar.value, radix: 16)
            quoted.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}

private final class CountingSink: ByteSink {
    private(set) var count = 0
    private let sink: any ByteSink

    init(_ sink: any ByteSink) { self.sink = sink }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        try sink.write(bytes)
        count += bytes.count
    }
}
