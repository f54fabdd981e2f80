import Pictures
import Platform

/// The headers of many picture files, and what can be told from them together.
struct PictureHeaders {
    private let files: [PictureTree.File]
    private let headers: [PictureHeader]
    private let stamps: [FileStamp]

    /// The number of files.
    var count: Int { files.count }

    /// Reads the headers of `files` in `folder`.
    ///
    /// - Throws: `Failure` (`noInput`) if a file cannot be read, (`data`) if it is no picture.
    init(_ files: [PictureTree.File], in folder: String) throws(Failure) {
        self.files = files
        let found = try parallelMap(files.count) { index in
            Result { () throws(Failure) in
                let path = "\(folder)/\(files[index].path)"
                // Before the content: whoever changes it from now on changes the stamp too.
                let stamp = FileStamp(path)
                return (header: try Self.header(path), stamp: stamp)
            }
        }.get()
        headers = found.map(\.header)
        stamps = found.map(\.stamp)
    }

    private init(files: [PictureTree.File], headers: [PictureHeader], stamps: [FileStamp]) {
        self.files = files
        self.headers = headers
        self.stamps = stamps
    }

    /// The headers of two parts as one.
    static func + (one: PictureHeaders, other: PictureHeaders) -> PictureHeaders {
        PictureHeaders(
            files: one.files + other.files, headers: one.headers + other.headers,
            stamps: one.stamps + other.stamps)
    }

    /// Calls `body` with the path, from the folder on, and the stamp of each file.
    func forEachStamp(_ body: (_ path: String, FileStamp) -> Void) {
        for (file, stamp) in zip(files, stamps) { body(file.path, stamp) }
    }

    /// 3 if any picture has colour, else 1.
    var channels: Int { headers.map(\.channels).max() ?? 1 }

    /// The size of all pictures.
    ///
    /// - Throws: `Failure` (`data`) if they have several.
    func onlySize(in folder: String) throws(Failure) -> PictureSize {
        guard let first = headers.first?.size else { fatalError("a folder has pictures") }
        guard let other = headers.firstIndex(where: { $0.size != first }) else { return first }
        throw Failure(
            .data,
            """
            the pictures have different sizes, \(first) (\(files[0].path)) and \
            \(headers[other].size) (\(files[other].path))
            """,
            at: folder, remedy: "make them one with --size WxH --fit pad|crop|stretch")
    }

    /// What decoding converts.
    var notices: [String] {
        var notices = PictureHeader.Trait.allCases.compactMap { trait in
            note(trait.rawValue, where: { $0.traits.contains(trait) })
        }
        if channels == 3, let note = note("grey was turned into RGB", where: { $0.channels == 1 }) {
            notices.append(note)
        }
        return notices
    }

    private func note(_ text: String, where isMeant: (PictureHeader) -> Bool) -> String? {
        let places = headers.indices.filter { isMeant(headers[$0]) }
        guard let first = places.first else { return nil }
        return places.count == 1
            ? "\(text), in \(files[first].path)"
            : "\(text), in \(places.count) pictures such as \(files[first].path)"
    }

    private static func header(_ path: String) throws(Failure) -> PictureHeader {
        // Mostly 4 KiB suffice; a camera's notes and small picture take up to 64 KiB more.
        for size in [1 << 12, 1 << 17] {
            let head = try DataFile(path: path).rawHead(size)
            if case .header(let header) = try PictureFile.header(head, name: path) { return header }
        }
        let whole = try FileSystem.read(path)
        if case .header(let header) = try PictureFile.header(whole, name: path) { return header }
        // Decoding knows best what is missing.
        _ = try PictureFile.decode(whole, name: path)
        throw Failure(.data, "the picture is truncated", at: path, remedy: "copy it again")
    }
}
