import Platform

/// A path that may be a data set, with enough of its content to tell what it is.
struct DatasetCandidate {
    /// What is at the path.
    enum Content {
        /// A folder with these names in it, sorted.
        case folder([String])
        /// A file whose content, decompressed, begins with these bytes: 64, or all.
        case file([UInt8])
    }

    /// What the user called it.
    let name: String
    /// Where it is.
    let path: String
    /// What is there.
    let content: Content
    /// What was asked for.
    let options: DatasetOptions

    /// Looks at what is at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if nothing that can be read is there, (`data`) if it is
    ///   empty or bad gzip data.
    init(path: String, named name: String, options: DatasetOptions) throws(Failure) {
        self.name = name
        self.options = options
        self.path = path
        switch FileSystem.kind(of: path) {
        case .folder:
            let names = try FileSystem.names(inFolder: path)
            guard !names.isEmpty else {
                throw Failure(
                    .noInput, "the folder is empty", at: path,
                    remedy: "put pictures or the files of a data set there")
            }
            content = .folder(names)
        case .file, .missing:
            let head = try DataFile(path: path).head(64)
            guard !head.isEmpty else {
                throw Failure(.data, "the file is empty", at: path, remedy: "copy it again")
            }
            content = .file(head)
        case .other:
            throw Failure(
                .noInput, "neither a file nor a folder", at: path,
                remedy: "save the data to a file first")
        }
    }

    /// The absolute path, links resolved.
    var absolutePath: String { FileSystem.absolute(path) ?? path }
}
