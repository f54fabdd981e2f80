import Platform

/// A folder with the files that MNIST and its successors come in.
///
/// `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
/// `t10k-labels-idx1-ubyte`, each also with `.gz`, or with a dot before `idx`. All but the first
/// may be missing.
struct IDXFolderFormat: DatasetFormat {
    let expectation = "train-images-idx3-ubyte or train-images-idx3-ubyte.gz"

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        file("train-images", "idx3-ubyte", in: candidate) != nil
            || file("t10k-images", "idx3-ubyte", in: candidate) != nil
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        guard let train = try examples("train", in: candidate) else {
            throw Failure(
                .noInput, "the training pictures are missing", at: candidate.path,
                remedy: "put \(expectation) there")
        }
        return Dataset(
            name: candidate.name, source: candidate.absolutePath, train: train,
            test: try examples("t10k", in: candidate))
    }

    private func examples(
        _ part: String, in candidate: DatasetCandidate
    ) throws(Failure) -> IDXExamples? {
        guard let pictures = file("\(part)-images", "idx3-ubyte", in: candidate) else { return nil }
        return try IDXExamples(
            pictures: pictures, labels: file("\(part)-labels", "idx1-ubyte", in: candidate))
    }

    /// The first of the usual spellings that is there; the uncompressed ones are read faster.
    private func file(
        _ stem: String, _ type: String, in candidate: DatasetCandidate
    ) -> DataFile? {
        guard case .folder(let names) = candidate.content else { return nil }
        let spellings = ["\(stem)-\(type)", "\(stem).\(type)"]
        let name = (spellings + spellings.map { $0 + ".gz" }).first { spelling in
            names.contains(spelling)
                && FileSystem.kind(of: "\(candidate.path)/\(spelling)") == .file
        }
        return name.map { DataFile(path: "\(candidate.path)/\($0)") }
    }
}
