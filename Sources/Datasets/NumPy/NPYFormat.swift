import Platform

/// One NumPy array of pictures, an `.npy` file.
struct NPYFormat: DatasetFormat {
    let expectation = "a NumPy array of pictures (.npy)"

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        guard case .file(let head) = candidate.content else { return false }
        return head.starts(with: NPYHeader.magic)
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        let array = try NPYArray(DataFile(path: candidate.path))
        let pictures = try NPYPictures(array, size: candidate.options.size)
        return Dataset(
            name: candidate.name, source: "\(candidate.absolutePath) (\(pictures.description))",
            shape: pictures.layout.shape,
            train: { pictures.examples(labels: nil, factors: nil) })
    }
}
