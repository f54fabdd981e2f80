import Platform

/// CIFAR-10 or CIFAR-100 in its binary version: the folder, or one of its files.
struct CIFARFormat: DatasetFormat {
    let expectation = "data_batch_1.bin, train.bin or another binary file of CIFAR"

    /// The classes of CIFAR-10 (Krizhevsky, 2009), for when its list of them is missing.
    private static let names = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        switch candidate.content {
        case .folder(let names): return !trainNames(names).isEmpty
        case .file:
            return candidate.path.hasSuffix(".bin") && (try? CIFARFile(candidate.path)) != nil
        }
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        guard case .folder(let names) = candidate.content else {
            return try dataset(
                candidate, folder: FileSystem.parent(of: candidate.path),
                train: [candidate.path], test: [])
        }
        let test = ["test_batch.bin", "test.bin"].filter(names.contains).prefix(1)
        return try dataset(
            candidate, folder: candidate.path,
            train: trainNames(names).map { "\(candidate.path)/\($0)" },
            test: test.map { "\(candidate.path)/\($0)" })
    }

    private func trainNames(_ names: [String]) -> [String] {
        let batches = names.filter { $0.hasPrefix("data_batch_") && $0.hasSuffix(".bin") }
        return batches.isEmpty ? names.filter { $0 == "train.bin" } : batches
    }

    private func dataset(
        _ candidate: DatasetCandidate, folder: String, train: [String], test: [String]
    ) throws(Failure) -> Dataset {
        let trainPart = CIFARPart(files: try files(train))
        let testPart = CIFARPart(files: try files(test))
        let all = trainPart.files + testPart.files
        let classCount = all.first?.classCount ?? 0
        guard all.allSatisfy({ $0.classCount == classCount }) else {
            throw Failure(
                .data, "files of CIFAR-10 and CIFAR-100", at: candidate.path,
                remedy: "use the files of one data set")
        }
        return Dataset(
            name: candidate.name, source: candidate.absolutePath, shape: CIFARFile.shape,
            classNames: classNames(classCount, in: folder), train: trainPart.load,
            test: testPart.files.isEmpty ? nil : testPart.load)
    }

    private func files(_ paths: [String]) throws(Failure) -> [CIFARFile] {
        var files = [CIFARFile]()
        for path in paths { files.append(try CIFARFile(path)) }
        return files
    }

    /// The lines of the list that comes with the files, if it is there and has so many.
    private func classNames(_ count: Int, in folder: String) -> [String]? {
        let list = count == 10 ? "batches.meta.txt" : "fine_label_names.txt"
        let text = (try? FileSystem.read("\(folder)/\(list)")) ?? []
        let lines = String(decoding: text, as: UTF8.self)
            .split(whereSeparator: \.isNewline).map(String.init)
        if lines.count == count { return lines }
        return count == 10 ? Self.names : nil
    }
}

/// The files of one part of CIFAR, one after another.
private struct CIFARPart: Sendable {
    let files: [CIFARFile]

    /// The pictures stay in the files; fails (`data`) if a label names no class.
    @Sendable func load() -> Result<Examples, Failure> {
        Result { () throws(Failure) in
            var labels = [Int32]()
            for file in files { labels += try file.labels() }
            let files = files
            return Examples(count: labels.count, shape: CIFARFile.shape, labels: labels) {
                row, pixels in
                var record = row
                for file in files {
                    if record < file.count { return file.copy(record, to: pixels) }
                    record -= file.count
                }
            }
        }
    }
}
