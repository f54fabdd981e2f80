import Pictures
public import Platform

extension Dataset {
    /// The name of the data set that is part of the program.
    public static var defaultName: String { NamedDatasets.builtIn }

    /// The names that `open` knows; everything else is a path.
    public static var names: [String] { NamedDatasets.all }

    /// Opens the data set that has this name or lies at this path, and starts to read it.
    ///
    /// A name goes before a path; write `./NAME` for a path that is called like a data set.
    /// Whatever can be told without reading all is checked here: that the files are there, can be
    /// read, and say what they hold.
    ///
    /// - Throws: `Failure` (`noInput`) if there is no such data set, (`data`) if its files are
    ///   wrong.
    public static func open(
        _ nameOrPath: String = defaultName, options: DatasetOptions = DatasetOptions()
    ) throws(Failure) -> Dataset {
        let dataset = try find(nameOrPath, options)
        if let folder = options.cache {
            PictureCache.removeOthers(in: folder, keeping: dataset.cacheFiles)
        }
        return options.size.map { dataset.resized(to: $0, fit: options.fit) } ?? dataset
    }

    /// Whether the content at `path` looks like data of a known format.
    ///
    /// - Throws: `Failure` (`noInput`) if it cannot be read, (`data`) if it is empty.
    package static func isRecognized(_ path: String) throws(Failure) -> Bool {
        let candidate = try DatasetCandidate(path: path, named: path, options: DatasetOptions())
        return datasetFormats.contains { $0.recognizes(candidate) }
    }

    private static func find(
        _ nameOrPath: String, _ options: DatasetOptions
    ) throws(Failure) -> Dataset {
        if let dataset = try NamedDatasets.open(nameOrPath) { return dataset }
        if FileSystem.kind(of: nameOrPath) == .missing, !nameOrPath.utf8.contains(UInt8(ascii: "/"))
        {
            let near = nearestName(to: nameOrPath, among: names)
            throw Failure(
                .noInput, "no such data set", at: nameOrPath,
                remedy: near.map { "did you mean \($0)?" }
                    ?? "name a path or one of \(names.joined(separator: ", "))")
        }
        return try open(path: nameOrPath, named: nameOrPath, options: options)
    }

    /// Opens the data set at `path`, to be called `name`; its content tells its format.
    ///
    /// - Throws: `Failure` (`noInput`) if there is none, (`data`) if its files are wrong.
    static func open(
        path: String, named name: String, options: DatasetOptions = DatasetOptions()
    ) throws(Failure) -> Dataset {
        let candidate = try DatasetCandidate(path: path, named: name, options: options)
        if let format = datasetFormats.first(where: { $0.recognizes(candidate) }) {
            return try format.open(candidate)
        }
        let expectations = datasetFormats.map(\.expectation).joined(separator: "; ")
        throw Failure(
            .noInput, "no data set of a known format", at: path,
            remedy: "name a place where there is one of: \(expectations)")
    }
}
