import Platform

/// A CSV file with the pixels of one grey picture in each line, and a label or none.
struct CSVFormat: DatasetFormat {
    let expectation = "a CSV file with the pixels of a picture in each line"

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        guard case .file(let head) = candidate.content else { return false }
        return head.contains(UInt8(ascii: ","))
            && head.allSatisfy { (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        let content = try DataFile(path: candidate.path).content()
        let columns = try content.withUnsafeBytes { bytes throws(Failure) in
            try CSVColumns(
                firstLine: CSVLines(bytes).first?.bytes ?? bytes[..<0],
                size: candidate.options.size, path: candidate.path)
        }
        let reader = CSVReader(content: content, columns: columns, path: candidate.path)
        return Dataset(
            name: candidate.name, source: candidate.absolutePath, shape: reader.shape,
            train: reader.load)
    }
}
