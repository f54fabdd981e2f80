import Platform

/// An IDX file whose header has been read; its elements are read when they are asked for.
struct IDXFile: Sendable {
    let file: DataFile
    let header: IDXHeader
    private let content: IDXHeader.Content

    /// Reads the header of `file`.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read, (`data`) if it is not an IDX
    ///   file of `content`.
    init(_ file: DataFile, of content: IDXHeader.Content) throws(Failure) {
        self.file = file
        self.content = content
        header = try IDXHeader(
            file.head(IDXHeader.maximumSize), of: content, path: file.path)
    }

    /// Reads the whole file; the elements begin at `header.size`.
    ///
    /// - Throws: `Failure` (`data`) if the file does not hold just what its header promised, else
    ///   as reading does.
    func read() throws(Failure) -> StableBytes {
        let memory = try file.content(expectedCount: header.fileSize)
        let head = memory.withUnsafeBytes { Array($0.prefix(IDXHeader.maximumSize)) }
        guard try IDXHeader(head, of: content, path: file.path) == header else {
            throw Failure(
                .data, "the file changed while it was read", at: file.path, remedy: "try again")
        }
        guard memory.count >= header.fileSize else {
            throw Failure(
                .data, "the file is truncated", at: file.path,
                remedy: """
                    copy it again, \(header.fileSize) bytes were promised and \
                    \(memory.count) are there
                    """)
        }
        guard memory.count == header.fileSize else {
            throw Failure(
                .data, "the file goes on after its last element", at: file.path,
                remedy: "copy it again, \(header.fileSize) bytes were promised")
        }
        return memory
    }
}
