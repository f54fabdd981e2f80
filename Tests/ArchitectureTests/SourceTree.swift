import Glibc

/// The files of the checkout that this test was built from.
struct SourceTree {
    struct UnreadableFile: Error { let path: String }

    /// The root of the package.
    let root: String

    /// Finds the root from the place of this file; links are followed.
    init() throws {
        guard let resolved = realpath(#filePath, nil) else {
            throw UnreadableFile(path: #filePath)
        }
        defer { free(resolved) }
        let parts = String(cString: resolved).split(separator: "/")
        root = "/" + parts.dropLast(3).joined(separator: "/")
    }

    /// The text of the file at `path`, from the root.
    func text(_ path: String) throws -> String {
        guard let file = fopen("\(root)/\(path)", "r") else { throw UnreadableFile(path: path) }
        defer { fclose(file) }
        var bytes = [UInt8]()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The files below `folder` whose names end in one of `endings`, from the root, sorted.
    func files(below folder: String, endings: [String]) -> [String] {
        names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            if isFolder(path) { return files(below: path, endings: endings) }
            return endings.contains { name.hasSuffix($0) } ? [path] : []
        }
    }

    /// The folders right below `folder`, sorted.
    func folders(in folder: String) -> [String] {
        names(in: folder).filter { isFolder("\(folder)/\($0)") }
    }

    private func names(in folder: String) -> [String] {
        guard let stream = opendir("\(root)/\(folder)") else { return [] }
        defer { closedir(stream) }
        var names = [String]()
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
