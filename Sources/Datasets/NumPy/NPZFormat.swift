import Platform

/// NumPy arrays of pictures and labels under their usual names, an `.npz` file.
struct NPZFormat: DatasetFormat {
    let expectation = "NumPy arrays of pictures and labels (.npz)"

    private static let trainNames = [
        "x_train", "train_x", "train_images", "images", "imgs", "image", "x", "X", "data",
    ]
    private static let trainLabelNames = [
        "y_train", "train_y", "train_labels", "labels", "label", "targets", "y", "Y",
    ]
    private static let testNames = ["x_test", "test_x", "test_images"]
    private static let testLabelNames = ["y_test", "test_y", "test_labels"]
    /// The columns of dSprites' table of factors.
    private static let spriteFactors = ["color", "shape", "scale", "rotation", "x", "y"]

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        guard case .file(let head) = candidate.content else { return false }
        return ZipArchive.begins(head)
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        let archive = try NPZArchive(path: candidate.path)
        let known = Self.trainNames.first(where: archive.names.contains)
        guard let name = known ?? (archive.names.count == 1 ? archive.names[0] : nil) else {
            throw Failure(
                .data, "none of the arrays is known to be the pictures", at: candidate.path,
                remedy: "call it images, there are \(archive.names.joined(separator: ", "))")
        }
        let train = try part(name, Self.trainLabelNames, in: archive, candidate)
        let testName = Self.testNames.first(where: archive.names.contains)
        let test = try testName.map { name throws(Failure) in
            try part(name, Self.testLabelNames, in: archive, candidate)
        }
        let used = train.names + (test?.names ?? [])
        let unused = archive.names.filter { !used.contains($0) }
        var testLoad: (@Sendable () -> Result<Examples, Failure>)?
        if let test { testLoad = test.load }
        return Dataset(
            name: candidate.name,
            source: "\(candidate.absolutePath) (\(name): \(train.pictures.description))",
            shape: train.pictures.layout.shape, classNames: train.classNames,
            notices: unused.isEmpty
                ? [] : ["arrays that were left out: \(unused.joined(separator: ", "))"],
            train: train.load, test: testLoad)
    }

    /// The arrays of one part of the data set.
    private struct Part: Sendable {
        let pictures: NPYPictures
        var labels: [Int32]?
        var factors: Factors?
        var classNames: [String]?
        /// The names of the arrays.
        var names: [String]

        @Sendable func load() -> Result<Examples, Failure> {
            pictures.examples(labels: labels, factors: factors)
        }
    }

    private func part(
        _ name: String, _ labelNames: [String], in archive: NPZArchive,
        _ candidate: DatasetCandidate
    ) throws(Failure) -> Part {
        guard let array = try archive.array(name) else { fatalError("\(name) is in the archive") }
        let pictures = try NPYPictures(array, size: candidate.options.size)
        var part = Part(pictures: pictures, names: [name])
        if let labelName = labelNames.first(where: archive.names.contains),
            let labels = try archive.array(labelName)
        {
            let count = labels.header.extents.first ?? 0
            guard count == pictures.layout.count, count == labels.header.elementCount else {
                throw Failure(
                    .data,
                    "labels \(labels.header.extentsText) for \(pictures.layout.count) pictures",
                    at: labels.path, remedy: "save one label for each picture")
            }
            part.labels = try labels.numbers("a label")
            part.names.append(labelName)
        } else if let table = try spriteFactors(for: pictures, in: archive) {
            let columns = Self.spriteFactors.count
            part.labels = (0..<pictures.layout.count).map { table[$0 * columns + 1] }
            part.factors = Factors(names: Self.spriteFactors) { row in
                Array(table[row * columns..<(row + 1) * columns])
            }
            part.classNames = Sprites.shapeNames
            part.names.append("latents_classes")
        }
        return part
    }

    /// dSprites' table of the steps of each factor, `[count, 6]`, if this is dSprites.
    private func spriteFactors(
        for pictures: NPYPictures, in archive: NPZArchive
    ) throws(Failure) -> [Int32]? {
        guard let table = try archive.array("latents_classes"),
            table.header.extents == [pictures.layout.count, Self.spriteFactors.count]
        else { return nil }
        return try table.numbers("a factor")
    }
}
