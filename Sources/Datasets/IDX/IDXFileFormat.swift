import Platform

/// One IDX file of pictures; its labels are in the file of the matching name beside it, if any.
struct IDXFileFormat: DatasetFormat {
    let expectation = "an IDX file of pictures"

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        guard case .file(let head) = candidate.content else { return false }
        return IDXHeader.begins(head)
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        let train = try IDXExamples(
            pictures: DataFile(path: candidate.path),
            labels: labelsPath(for: candidate.path).map { DataFile(path: $0) })
        return Dataset(name: candidate.name, source: candidate.absolutePath, train: train)
    }

    /// `train-labels-idx1-ubyte` for `train-images-idx3-ubyte`, with or without `.gz`.
    private func labelsPath(for path: String) -> String? {
        var name = FileSystem.name(of: path)
        guard let images = name.firstRange(of: "images") else { return nil }
        name.replaceSubrange(images, with: "labels")
        if let type = name.firstRange(of: "idx3") { name.replaceSubrange(type, with: "idx1") }
        let other = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name + ".gz"
        return [name, other].map { "\(FileSystem.parent(of: path))/\($0)" }
            .first { FileSystem.kind(of: $0) == .file }
    }
}
