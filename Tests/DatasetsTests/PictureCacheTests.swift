import Datasets
import Glibc
import Pictures
import Platform
import TestSupport
import Testing

/// Decoded pictures that are kept for the next time.
@Suite struct PictureCacheTests {
    private let folder: TemporaryFolder
    private let data: String
    private let cache: String

    init() throws {
        folder = TemporaryFolder()
        data = folder.path(of: "data")
        cache = folder.path(of: "run/cache")
        try FileSystem.makeFolder("\(data)/train/a")
        try FileSystem.makeFolder("\(data)/test/a")
        for level in 1...4 as ClosedRange<UInt8> { try write("train/a/\(level).pgm", level) }
        try write("test/a/9.pgm", 9)
    }

    /// Writes a picture of 3x2 pixels that was last changed at this time.
    private func write(_ name: String, _ level: UInt8, nanoseconds: Int = 5) throws {
        try folder.write("data/\(name)", netpbm(3, 2, [UInt8](repeating: level, count: 6)))
        let times = [timespec](repeating: timespec(tv_sec: 1000, tv_nsec: nanoseconds), count: 2)
        #expect(utimensat(AT_FDCWD, "\(data)/\(name)", times, 0) == 0)
    }

    private func open(_ size: PictureSize? = nil, _ fit: PictureFit = .crop) throws -> Dataset {
        try Dataset.open(data, options: DatasetOptions(size: size, fit: fit, cache: cache))
    }

    /// The level of each picture, training pictures first.
    private func levels(_ dataset: Dataset) throws -> [UInt8] {
        let test = try #require(try dataset.test())
        return try [dataset.train(), test].flatMap { examples in
            examples.withUnsafePixels { pixels in
                stride(from: 0, to: pixels.count, by: examples.shape.elementCount)
                    .map { pixels[$0] }
            }
        }
    }

    private var names: [String] { (try? FileSystem.names(inFolder: cache)) ?? [] }

    @Test func theFileIsANumPyArray() throws {
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(names.map { $0.prefix(5) } == ["test-", "train"])
        #expect(names.allSatisfy { $0.hasSuffix(".npy") && !$0.hasPrefix(".") })
        let pixels = (1...4).flatMap { [UInt8](repeating: $0, count: 6) }
        #expect(
            try FileSystem.read("\(cache)/\(names[1])") == npy("|u1", "(4, 1, 2, 3)", pixels))
    }

    @Test func picturesAreDecodedOnce() throws {
        let first = try open()
        #expect(try levels(first) == [1, 2, 3, 4, 9])
        let fingerprint = try first.fingerprint()
        try write("train/a/2.pgm", 20)
        let second = try open()
        #expect(try levels(second) == [1, 2, 3, 4, 9])
        #expect(try second.fingerprint() == fingerprint)
        #expect(try second.train().labels == [0, 0, 0, 0])
        #expect(try second.train().id(at: 1) == "train/a/2.pgm")
    }

    @Test func anotherTimeOfChangeDecodesAnew() throws {
        _ = try levels(open())
        let before = names
        try write("train/a/2.pgm", 20, nanoseconds: 6)
        #expect(try levels(open()) == [1, 20, 3, 4, 9])
        // The old file has gone, that of the other part is the same.
        #expect(names.count == 2)
        #expect(names[0] == before[0])
        #expect(names[1] != before[1])
    }

    @Test func moreAndFewerAndRenamedPictures() throws {
        _ = try levels(open())
        try write("train/a/5.pgm", 5)
        #expect(try levels(open()) == [1, 2, 3, 4, 5, 9])
        FileSystem.remove("\(data)/train/a/5.pgm")
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        rename("\(data)/train/a/1.pgm", "\(data)/train/a/7.pgm")
        #expect(try levels(open()) == [2, 3, 4, 1, 9])
        #expect(names.count == 2)
    }

    @Test func sizeAndFitHaveFilesOfTheirOwn() throws {
        let size = PictureSize(width: 6, height: 6)
        _ = try levels(open())
        #expect(try levels(open(size, .crop)) == [1, 2, 3, 4, 9])
        #expect(try levels(open(size, .pad)) == [0, 0, 0, 0, 0])
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(names.count == 2)
    }

    @Test func picturesOfAnotherFolderAreOthers() throws {
        _ = try levels(open())
        // The same names, sizes and times.
        for part in ["train/a/1", "train/a/2", "train/a/3", "train/a/4", "test/a/9"] {
            try FileSystem.makeFolder(FileSystem.parent(of: "\(folder.path)/data/other/\(part)"))
            try write("other/\(part).pgm", 50)
        }
        let other = try Dataset.open("\(data)/other", options: DatasetOptions(cache: cache))
        #expect(try levels(other) == [50, 50, 50, 50, 50])
    }

    @Test(arguments: [0, 1, 100, 151, 153])
    func aDamagedFileIsMadeAnew(count: Int) throws {
        _ = try levels(open())
        let path = "\(cache)/\(names[1])"
        let whole = try FileSystem.read(path)
        #expect(whole.count == 152)
        try AtomicFile.write(Array((whole + [0]).prefix(count)), to: path)
        try write("train/a/2.pgm", 20)
        #expect(try levels(open()) == [1, 20, 3, 4, 9])
        #expect(try FileSystem.read(path).count == 152)
    }

    @Test func aFileOfAnotherShapeIsMadeAnew() throws {
        _ = try levels(open())
        let path = "\(cache)/\(names[1])"
        try AtomicFile.write(npy("|u1", "(4, 1, 3, 2)", [UInt8](repeating: 8, count: 24)), to: path)
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        try AtomicFile.write(npy("|i1", "(4, 1, 2, 3)", [UInt8](repeating: 8, count: 24)), to: path)
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
    }

    @Test func whereNothingCanBeWrittenPicturesAreDecoded() throws {
        try folder.write("run", [1])
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(try FileSystem.read(folder.path(of: "run")) == [1])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func aFolderThatMayNotBeWritten() throws {
        try FileSystem.makeFolder(cache)
        chmod(cache, 0o555)
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(names.isEmpty)
        chmod(cache, 0o755)
    }

    @Test func aPictureThatCannotBeDecodedLeavesNothing() throws {
        try folder.write("data/train/a/3.pgm", Array("P5 3 2 255\n12".utf8))
        let problem = failure { _ = try open().train() }
        #expect(
            problem?.description == """
                PGM or PPM file is truncated: \(data)/train/a/3.pgm: copy it again
                """)
        #expect(names.filter { $0.contains("train") } == [])
    }

    @Test func whatAKilledRunLeftGoes() throws {
        try FileSystem.makeFolder(cache)
        try folder.write("run/cache/.train-01234567.npy.1.partial", [1])
        try folder.write("run/cache/train-01234567.npy", [1])
        try folder.write("run/cache/train-notes.txt", [1])
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(names.count == 3)
        #expect(names.contains("train-notes.txt"))
        #expect(!names.contains("train-01234567.npy"))
    }

    @Test func whatAnotherRunIsFillingStays() throws {
        try FileSystem.makeFolder(cache)
        let name = ".train-01234567.npy.1.partial"
        let path = try folder.write("run/cache/\(name)", [1])
        let descriptor = Glibc.open(path, O_RDWR)
        #expect(flock(descriptor, LOCK_EX) == 0)
        #expect(try levels(open()) == [1, 2, 3, 4, 9])
        #expect(names.contains(name) && names.count == 3)
        close(descriptor)
    }

    @Test func otherDataRemoveTheFiles() throws {
        _ = try levels(open())
        let file = try folder.write("a.idx", pictures(3))
        _ = try Dataset.open(file, options: DatasetOptions(cache: cache)).train()
        #expect(FileSystem.kind(of: cache) == .missing)
    }

    @Test func severalAtOnce() throws {
        for index in 0..<200 { try write("train/a/p\(index).pgm", UInt8(index)) }
        let tasks = (0..<8).map { _ in
            BackgroundTask<[UInt8]> { [self] in
                .success((try? levels(open())) ?? [])
            }
        }
        let expected = try levels(Dataset.open(data))
        #expect(expected.count == 205)
        for task in tasks { #expect(try task.value() == expected) }
        #expect(names.allSatisfy { $0.hasSuffix(".npy") && !$0.hasPrefix(".") })
        #expect(try levels(open()) == expected)
        #expect(names.count == 2)
    }

    @Test func withoutACacheFolderNothingIsWritten() throws {
        #expect(try levels(Dataset.open(data)) == [1, 2, 3, 4, 9])
        #expect(names.isEmpty)
        #expect(try FileSystem.names(inFolder: folder.path) == ["data"])
    }
}
