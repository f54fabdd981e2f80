import Datasets
import Glibc
import Pictures
import Platform
import TestSupport
import Testing

@Suite struct DatasetOpeningTests {
    private let knownFormats = """
        train-images-idx3-ubyte or train-images-idx3-ubyte.gz; an IDX file of pictures; a NumPy \
        array of pictures (.npy); NumPy arrays of pictures and labels (.npz); data_batch_1.bin, \
        train.bin or another binary file of CIFAR; PNG, JPEG, PGM or PPM files, with a sub-folder \
        for each class or without; a CSV file with the pixels of a picture in each line
        """

    @Test(arguments: [
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"],
        ["train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte"],
        ["train-images-idx3-ubyte.gz", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte.gz"],
    ])
    func foldersOfEverySpelling(names: [String]) throws {
        let folder = TemporaryFolder()
        try folder.write("README", [65])
        for name in names {
            let content =
                name.contains("labels") ? labels(6) : pictures(name.contains("t10k") ? 2 : 6)
            try folder.write(name, name.hasSuffix(".gz") ? gzip(content) : content)
        }
        let dataset = try Dataset.open(folder.path)
        #expect(dataset.name == folder.path)
        #expect(dataset.source == FileSystem.absolute(folder.path))
        #expect(dataset.hasTest)
        #expect(try dataset.train().count == 6)
        #expect(try dataset.train().labels?.count == 6)
        #expect(try dataset.test()?.count == 2)
        #expect(try dataset.test()?.labels == nil)
        #expect(try dataset.train().id(at: 4) == "4")
    }

    @Test func picturesAloneAreEnough() throws {
        let folder = TemporaryFolder()
        try folder.write("train-images-idx3-ubyte", pictures(3))
        let dataset = try Dataset.open(folder.path)
        #expect(!dataset.hasTest)
        #expect(try dataset.test() == nil)
        #expect(try dataset.train().labels == nil)
        #expect(try dataset.classCount() == 0)
    }

    @Test(arguments: ["mine-labels-idx1-ubyte", "mine-labels-idx1-ubyte.gz"])
    func aSingleFileFindsItsLabels(labelsName: String) throws {
        let folder = TemporaryFolder()
        let content = labelsName.hasSuffix(".gz") ? gzip(labels(5)) : labels(5)
        let path = try folder.write("mine-images-idx3-ubyte", pictures(5))
        try folder.write(labelsName, content)
        let dataset = try Dataset.open(path)
        #expect(try dataset.train().labels == [0, 1, 2, 0, 1])
        #expect(!dataset.hasTest)
    }

    @Test func aSingleFileOfAnyName() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("faces.bin", gzip(pictures(5)))
        #expect(try Dataset.open(path).train().count == 5)
        #expect(try Dataset.open(path).train().labels == nil)
    }

    @Test func differentShapesOfTrainAndTest() throws {
        let folder = TemporaryFolder()
        try folder.write("train-images-idx3-ubyte", pictures(3))
        try folder.write("t10k-images-idx3-ubyte", pictures(3, 5, 5))
        let dataset = try Dataset.open(folder.path)
        #expect(try dataset.train().count == 3)
        let problem = failure { _ = try dataset.test() }
        #expect(
            problem?.description == """
                test examples are 1x5x5, training examples 1x4x3: \(dataset.source): \
                use the files of one data set
                """)
        #expect(problem?.kind == .data)
    }

    @Test func theTrainingSetAskedForTwice() throws {
        let folder = TemporaryFolder()
        try folder.write("train-images-idx3-ubyte", gzip(pictures(5000)))
        let dataset = try Dataset.open(folder.path)
        let askers = (0..<8).map { _ in
            BackgroundTask { Result { () throws(Failure) in try dataset.train() } }
        }
        let first = try dataset.train()
        for asker in askers { #expect(try asker.value() === first) }
    }

    @Test(
        arguments: [(PictureFit.stretch, 2, [5, 14]), (.crop, 1, [11])]
            as [(PictureFit, Int, [UInt8])])
    func bothPartsInAnotherSize(fit: PictureFit, height: Int, expected: [UInt8]) throws {
        let folder = TemporaryFolder()
        let picture: [UInt8] = [0, 2, 10, 8, 11, 13, 17, 15]
        try folder.write("train-images-idx3-ubyte", idx([1, 4, 2], picture))
        try folder.write("train-labels-idx1-ubyte", idx([1], [3]))
        try folder.write("t10k-images-idx3-ubyte", idx([1, 4, 2], picture))
        let size = PictureSize(width: 1, height: height)
        let dataset = try Dataset.open(folder.path, options: DatasetOptions(size: size, fit: fit))
        #expect(dataset.shape == ExampleShape(channels: 1, height: height, width: 1))
        #expect(try trainPixels(dataset) == expected)
        #expect(try dataset.test()?.withUnsafePixels { Array($0) } == expected)
        #expect(try dataset.train().labels == [3])
    }

    @Test func aDataSetNobodyReadsIsDropped() throws {
        let folder = TemporaryFolder()
        try folder.write("train-images-idx3-ubyte", gzip(pictures(5000)))
        #expect(try Dataset.open(folder.path).shape.elementCount == 12)
    }

    @Test(arguments: [
        ("fashon-mnist", "no such data set: fashon-mnist: did you mean fashion-mnist?"),
        (
            "fashion-mnist-500",
            "no such data set: fashion-mnist-500: did you mean "
                + "fashion-mnist-5000?"
        ),
        (
            "celeba",
            "no such data set: celeba: name a path or one of fashion-mnist-5000, "
                + "fashion-mnist, sprites"
        ),
        (
            "",
            "no such data set: : name a path or one of fashion-mnist-5000, fashion-mnist, sprites"
        ),
        (
            "/no/such/folder",
            "no such file or directory: /no/such/folder: check the path"
        ),
        ("./fashion-mnist", "no such file or directory: ./fashion-mnist: check the path"),
        (
            "/dev/null", "neither a file nor a folder: /dev/null: save the data to a file first"
        ),
    ])
    func unknownNames(name: String, expected: String) {
        let problem = failure { _ = try Dataset.open(name) }
        #expect(problem?.description == expected)
        #expect(problem?.kind == .noInput)
    }

    @Test func anEmptyFolder() throws {
        let folder = TemporaryFolder()
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                the folder is empty: \(folder.path): \
                put pictures or the files of a data set there
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test func aFolderOfSomethingElse() throws {
        let folder = TemporaryFolder()
        try folder.write("notes.txt", [65])
        try FileSystem.makeFolder("\(folder.path)/train-images-idx3-ubyte")
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                no data set of a known format: \(folder.path): name a place where there is one \
                of: \(knownFormats)
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test func aFileOfSomethingElse() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("notes.txt", Array("notes".utf8))
        let problem = failure { _ = try Dataset.open(path) }
        #expect(
            problem?.description == """
                no data set of a known format: \(path): name a place where there is one \
                of: \(knownFormats)
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test(arguments: [[], gzip([])] as [[UInt8]])
    func anEmptyFile(bytes: [UInt8]) throws {
        let folder = TemporaryFolder()
        let path = try folder.write("empty", bytes)
        let problem = failure { _ = try Dataset.open(path) }
        #expect(problem?.description == "the file is empty: \(path): copy it again")
        #expect(problem?.kind == .data)
    }

    @Test func aFolderWithoutTrainingPictures() throws {
        let folder = TemporaryFolder()
        try folder.write("t10k-images-idx3-ubyte", pictures(3))
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                the training pictures are missing: \(folder.path): \
                put train-images-idx3-ubyte or train-images-idx3-ubyte.gz there
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func aFileThatMayNotBeRead() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("train-images-idx3-ubyte", pictures(3))
        chmod(path, 0)
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(problem?.description == "permission denied: \(path): check its permissions")
        #expect(problem?.kind == .noInput)
    }
}
