public import Platform

/// The content of a safetensors file: named tensors and free texts.
///
/// The whole file is checked when it is opened, so that reading a tensor can fail only for its name
/// and its type. PyTorch opens the same files with `safetensors.torch.load_file`.
/// Source: <https://github.com/huggingface/safetensors#format>
public struct SafeTensorsFile: Sendable {
    /// The path it was read from; errors name it.
    public let path: String
    /// The tensors, in the order of their bytes.
    public let entries: [SafeTensorsEntry]
    /// The free texts, for instance a model's configuration.
    public let metadata: [String: String]

    private let content: [UInt8]
    private let dataStart: Int
    private let indices: [String: Int]

    /// Reads the file at `path`.
    ///
    /// - Throws: `Failure` (`noInput`, `inputOutput`) if it cannot be read, (`data`) if its content
    ///   is wrong.
    public init(path: String) throws(Failure) {
        try self.init(content: FileSystem.read(path), path: path)
    }

    /// Takes `content`, the bytes of a whole file; `path` is what errors call it.
    ///
    /// - Throws: `Failure` (`data`) if the content is wrong.
    public init(content: [UInt8], path: String) throws(Failure) {
        let header = try SafeTensorsHeader(of: content, path: path)
        self.path = path
        self.content = content
        dataStart = header.dataStart
        entries = header.entries
        metadata = header.metadata
        indices = Dictionary(
            uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
    }

    /// Whether a tensor of that name is there.
    public func contains(_ name: String) -> Bool { indices[name] != nil }

    /// What the header says of the tensor `name`.
    ///
    /// - Throws: `Failure` (`data`) if there is none.
    public func entry(_ name: String) throws(Failure) -> SafeTensorsEntry {
        guard let index = indices[name] else {
            throw Failure(
                .data, "tensor \(quoted(name)) is missing", at: path,
                remedy: "check that the file belongs to this model")
        }
        return entries[index]
    }

    /// Calls `body` with the bytes of the tensor `name`, valid during the call.
    ///
    /// They need not be aligned: load values with `loadUnaligned`.
    ///
    /// - Throws: `Failure` (`data`) if there is no such tensor.
    public func withBytes<Value>(
        _ name: String, _ body: (UnsafeRawBufferPointer) -> Value
    ) throws(Failure) -> Value {
        withBytes(of: try entry(name), body)
    }

    /// Calls `body` with the bytes of `entry`, one of this file's.
    func withBytes<Value>(
        of entry: SafeTensorsEntry, _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value {
        let range = entry.byteRange
        return content.withUnsafeBytes { bytes in
            body(
                UnsafeRawBufferPointer(
                    rebasing: bytes[dataStart + range.lowerBound..<dataStart + range.upperBound]))
        }
    }
}
