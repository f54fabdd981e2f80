import Glibc
import Platform

/// An `.npz` file: a ZIP archive of NumPy arrays, each called by the name it was saved under.
struct NPZArchive: Sendable {
    /// The path of the file.
    let path: String
    /// The names of the arrays, in the order of the archive.
    let names: [String]
    private let memory: StableBytes
    private let entries: [String: ZipArchive.Entry]

    /// Reads the directory of the file.
    ///
    /// - Throws: `Failure` (`noInput`, `data`) if it cannot be read or is no such archive.
    init(path: String) throws(Failure) {
        self.path = path
        let memory = try MappedFile.open(path)
        self.memory = memory
        let archive = try memory.withUnsafeBytes { bytes throws(Failure) in
            try ZipArchive(bytes, path: path)
        }
        var entries = [String: ZipArchive.Entry]()
        var names = [String]()
        for entry in archive.entries where entry.name.hasSuffix(".npy") {
            let name = String(entry.name.dropLast(4))
            if entries.updateValue(entry, forKey: name) == nil { names.append(name) }
        }
        guard !names.isEmpty else {
            throw Failure(
                .data, "no array is in the archive", at: path,
                remedy: "save pictures in it with numpy.savez")
        }
        self.entries = entries
        self.names = names
    }

    /// The array called `name`; nil if there is none.
    ///
    /// - Throws: `Failure` (`data`) if it is corrupt or not of plain numbers.
    func array(_ name: String) throws(Failure) -> NPYArray? {
        guard let entry = entries[name] else { return nil }
        let place = "\(path): \(name)"
        return try memory.withUnsafeBytes { bytes throws(Failure) -> NPYArray in
            let data = UnsafeRawBufferPointer(rebasing: bytes[entry.range])
            if entry.isDeflated { return try Self.inflate(data, entry, place) }
            guard checksum(of: data) == entry.checksum else {
                throw Failure(
                    .data, "the checksum is wrong", at: place, remedy: "copy the file again")
            }
            return try NPYArray(memory, range: entry.range, path: place)
        }
    }

    private static func inflate(
        _ data: UnsafeRawBufferPointer, _ entry: ZipArchive.Entry, _ place: String
    ) throws(Failure) -> NPYArray {
        let stream = try InflateStream(data, path: place)
        let head = try header(stream, entry, place)
        guard head.fileSize == entry.size else {
            throw Failure(
                .data,
                "the array has \(entry.size) bytes, its header promises \(head.fileSize)",
                at: place, remedy: "save it again")
        }
        var reader = NPZElementReader(stream, count: entry.size - head.size)
        let storage = try reader.read(mayPack: head.elementType.isByte, path: place)
        guard stream.checksum == entry.checksum else { throw stream.corrupt() }
        return NPYArray(header: head, storage: storage, path: place)
    }

    private static func header(
        _ stream: InflateStream, _ entry: ZipArchive.Entry, _ place: String
    ) throws(Failure) -> NPYHeader {
        var head = [UInt8](repeating: 0, count: min(NPYHeader.prefixSize, entry.size))
        try fill(&head, from: 0, stream)
        let size = try NPYHeader.size(head, path: place)
        guard size > head.count, size <= entry.size else { throw stream.corrupt() }
        let have = head.count
        head += [UInt8](repeating: 0, count: size - have)
        try fill(&head, from: have, stream)
        return try NPYHeader(head, path: place)
    }

    private static func fill(
        _ bytes: inout [UInt8], from start: Int, _ stream: InflateStream
    ) throws(Failure) {
        try bytes.withUnsafeMutableBytes { bytes in
            Result { () throws(Failure) in
                try stream.fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
            }
        }.get()
    }
}
