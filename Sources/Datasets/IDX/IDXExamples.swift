import Platform

/// The IDX file with the pictures of one split, and the one with their labels.
struct IDXExamples: Sendable {
    /// The shape of every example.
    let shape: ExampleShape
    /// Whether these are known, by shape and first labels, to be of Fashion-MNIST.
    let isFashionMNIST: Bool
    private let pictures: IDXFile
    private let labels: IDXFile?

    /// Reads and compares the headers.
    ///
    /// - Throws: `Failure` (`noInput`) if a file cannot be read, (`data`) if one is wrong or they
    ///   do not match.
    init(pictures: DataFile, labels: DataFile?) throws(Failure) {
        let picturesFile = try IDXFile(pictures, of: .pictures)
        self.pictures = picturesFile
        let extents = picturesFile.header.extents
        shape = ExampleShape(channels: 1, height: extents[1], width: extents[2])
        guard let labels else {
            self.labels = nil
            isFashionMNIST = false
            return
        }
        let labelsFile = try IDXFile(labels, of: .labels)
        self.labels = labelsFile
        guard labelsFile.header.extents[0] == extents[0] else {
            throw Failure(
                .data, "\(labelsFile.header.extents[0]) labels for \(extents[0]) pictures",
                at: labels.path, remedy: "use the two files of one data set")
        }
        let head = try labels.head(labelsFile.header.size + FashionMNIST.firstLabels.count)
        isFashionMNIST =
            shape == FashionMNIST.shape
            && head.dropFirst(labelsFile.header.size).elementsEqual(FashionMNIST.firstLabels)
    }

    /// Reads pictures and labels.
    ///
    /// Fails (`data`) if a file does not hold what its header promised, else as reading does.
    @Sendable func load() -> Result<Examples, Failure> {
        Result { () throws(Failure) in try examples() }
    }

    private func examples() throws(Failure) -> Examples {
        let pixels = try pictures.read()
        let classes = try labels.map { file throws(Failure) in
            try file.read().withUnsafeBytes { $0.dropFirst(file.header.size).map(Int32.init) }
        }
        return Examples(
            count: pictures.header.extents[0], shape: shape, memory: pixels,
            offset: pictures.header.size, labels: classes)
    }
}

extension Dataset {
    /// A data set from IDX files.
    init(name: String, source: String, train: IDXExamples, test: IDXExamples? = nil) {
        self.init(
            name: name, source: source, shape: train.shape,
            classNames: train.isFashionMNIST ? FashionMNIST.classNames : nil,
            train: train.load, test: test?.load)
    }
}
