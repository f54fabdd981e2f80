import Datasets
import Glibc
import Pictures
import Platform
import TestSupport
import Testing

@Suite struct PictureFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = TemporaryFolder() }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        try FileSystem.makeFolder(FileSystem.parent(of: "\(folder.path)/\(name)"))
        try folder.write(name, bytes)
    }

    private func grey(_ level: UInt8) -> [UInt8] {
        netpbm(3, 2, [UInt8](repeating: level, count: 6))
    }

    private func color(_ level: UInt8) -> [UInt8] {
        netpbm(3, 2, channels: 3, (0..<18).map { level + UInt8($0 % 3) })
    }

    @Test func subfoldersAreClasses() throws {
        try write("zebra/1.pgm", grey(1))
        try write("ant/b.PGM", grey(2))
        try write("ant/a.pgm", try PNG.encode(Picture(width: 3, height: 2, channels: 1, level: 3)))
        try write("ant/deeper/c.pgm", grey(4))
        try write("ant/.hidden.pgm", [1])
        let dataset = try Dataset.open(folder.path)
        let train = try dataset.train()
        #expect(dataset.shape == ExampleShape(channels: 1, height: 2, width: 3))
        #expect(dataset.classNames == ["ant", "zebra"])
        #expect(dataset.notices == [])
        #expect(!dataset.hasTest)
        #expect(
            (0..<4).map { train.id(at: $0) } == [
                "ant/a.pgm", "ant/b.PGM", "ant/deeper/c.pgm", "zebra/1.pgm",
            ])
        #expect(train.labels == [0, 0, 0, 1])
        #expect(
            try trainPixels(dataset) == [3, 2, 4, 1].flatMap { Array(repeating: $0, count: 6) })
    }

    @Test func picturesWithoutSubfoldersHaveNoLabels() throws {
        try write("2.pgm", grey(2))
        try write("10.pgm", grey(10))
        let dataset = try Dataset.open(folder.path)
        #expect(try dataset.train().labels == nil)
        #expect(dataset.classNames == nil)
        #expect(try dataset.train().id(at: 0) == "10.pgm")
        #expect(try dataset.classCount() == 0)
    }

    @Test func trainAndTestAreTheParts() throws {
        try write("train/a/1.pgm", grey(1))
        try write("train/b/1.pgm", grey(2))
        try write("test/b/1.pgm", grey(3))
        try write("test/c/1.pgm", grey(4))
        try write("val/a/1.pgm", grey(5))
        let dataset = try Dataset.open(folder.path)
        #expect(dataset.classNames == ["a", "b", "c"])
        #expect(try dataset.train().labels == [0, 1])
        #expect(try dataset.test()?.labels == [1, 2])
        #expect(try dataset.test()?.id(at: 0) == "test/b/1.pgm")
        #expect(
            dataset.notices == ["beside train and test these sub-folders were left out: val"])
    }

    @Test func aClassMayBeCalledTrain() throws {
        try write("train/1.pgm", grey(1))
        try write("plane/1.pgm", grey(2))
        let dataset = try Dataset.open(folder.path)
        #expect(dataset.classNames == ["plane", "train"])
        #expect(!dataset.hasTest)
    }

    @Test func whatIsConvertedOrLeftOutIsSaid() throws {
        try write("a/1.ppm", color(10))
        try write("a/2.pgm", grey(7))
        try write("a/3.pgm", grey(8))
        try write("a/4.pgm", Array("P5 3 2 65535\n".utf8) + [UInt8](repeating: 9, count: 12))
        try write("a/notes.txt", [65])
        try write("a/more.txt", [65])
        try FileSystem.makeFolder("\(folder.path)/empty")
        let dataset = try Dataset.open(folder.path)
        #expect(dataset.shape.channels == 3)
        #expect(
            dataset.notices == [
                "sub-folders without pictures were left out: empty",
                "2 files that are no pictures were left out, such as a/more.txt",
                "16 bits a sample were rounded to 8, in a/4.pgm",
                "grey was turned into RGB, in 3 pictures such as a/2.pgm",
            ])
        let pixels = try trainPixels(dataset)
        #expect(Array(pixels[..<18]) == (0..<18).map { 10 + UInt8($0 / 6) })
        #expect(pixels[18..<36].allSatisfy { $0 == 7 })
    }

    @Test func differentSizesNeedOne() throws {
        try write("1.pgm", grey(1))
        try write("2.pgm", netpbm(4, 4, [UInt8](repeating: 8, count: 16)))
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                the pictures have different sizes, 3x2 (1.pgm) and 4x4 (2.pgm): \(folder.path): \
                make them one with --size WxH --fit pad|crop|stretch
                """)
        #expect(problem?.kind == .data)

        let options = DatasetOptions(size: PictureSize(width: 2, height: 2), fit: .pad)
        let dataset = try Dataset.open(folder.path, options: options)
        #expect(dataset.shape == ExampleShape(channels: 1, height: 2, width: 2))
        #expect(try trainPixels(dataset) == [1, 1, 0, 0, 8, 8, 8, 8])
    }

    @Test(
        arguments: [
            ([], "the file is empty: P: copy it again"),
            (
                Array("GIF89a..".utf8),
                "not a picture: P: remove it, or convert it to PNG, JPEG, PGM or PPM"
            ),
            (Array("P5 3 2".utf8), "PGM or PPM file is truncated: P: copy it again"),
            (Array("P5 3 2 255\n123".utf8), "PGM or PPM file is truncated: P: copy it again"),
        ] as [([UInt8], String)])
    func aCorruptFileIsNamed(bytes: [UInt8], expected: String) throws {
        try write("a/1.pgm", grey(1))
        try write("a/2.pgm", bytes)
        try write("a/3.pgm", bytes)
        let problem = failure { _ = try Dataset.open(folder.path).train() }
        #expect(
            problem?.description
                == expected.replacingP(with: "\(folder.path)/a/2.pgm"))
        #expect(problem?.kind == .data)
    }

    @Test func somePicturesBesideSubfolders() throws {
        try write("a/1.pgm", grey(1))
        try write("2.pgm", grey(1))
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                some pictures lie in sub-folders and some beside them: \(folder.path)/2.pgm: \
                put every picture into the sub-folder of its class, or none
                """)
    }

    @Test func anEmptyTrainingPart() throws {
        try write("test/a/1.pgm", grey(1))
        try FileSystem.makeFolder("\(folder.path)/train")
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                the training pictures are missing: \(folder.path)/train: put pictures there
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test func aDanglingLink() throws {
        try write("a/1.pgm", grey(1))
        symlink("/no/such/file", "\(folder.path)/a/2.pgm")
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description
                == "no such file or directory: \(folder.path)/a/2.pgm: check the path")
        #expect(problem?.kind == .noInput)
    }

    @Test func aLinkThatLeadsBackUp() throws {
        try write("a/1.pgm", grey(1))
        symlink("..", "\(folder.path)/a/up")
        #expect(try Dataset.open(folder.path).train().count >= 1)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func aFileThatMayNotBeRead() throws {
        try write("a/1.pgm", grey(1))
        chmod("\(folder.path)/a/1.pgm", 0)
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description
                == "permission denied: \(folder.path)/a/1.pgm: check its permissions")
    }

    @Test func manyPicturesComeInOrder() throws {
        try FileSystem.makeFolder("\(folder.path)/a")
        for index in 0..<300 {
            try folder.write("a/\(1000 + index).pgm", grey(UInt8(index % 251)))
        }
        let pixels = try trainPixels(Dataset.open(folder.path))
        #expect((0..<300).allSatisfy { pixels[$0 * 6] == UInt8($0 % 251) })
    }

    @Test func damagedFilesNeverCrash() throws {
        let png = try PNG.encode(
            Picture(width: 9, height: 7, channels: 3, pixels: (0..<189).map { UInt8($0) }))
        let path = "\(folder.path)/1.png"
        for bytes in damaged(png, rounds: 300, seed: 5) {
            try folder.write("1.png", bytes)
            if let problem = readDamaged(folder.path) {
                #expect(problem.place == path)
                #expect(problem.kind == .data)
            }
        }
    }
}

extension String {
    /// The same with `path` for the word `P`.
    func replacingP(with path: String) -> String {
        split(separator: ": ", omittingEmptySubsequences: false)
            .map { $0 == "P" ? path : String($0) }.joined(separator: ": ")
    }
}
