import Platform
import TestSupport
import Testing

/// Data that `vae train` reads and refuses; nothing is left behind where it refuses.
@Suite struct TrainingDataTests {
    private let folder = TemporaryFolder()
    private let small = "-e 1 --hidden 16 -z 3 -o run"

    @Test func trainsOnAFile() throws {
        try folder.write(IDXFiles.bytes([60, 8, 6]), to: "pictures.idx")
        let outcome = vae("train pictures.idx \(small)", in: folder)
        #expect(outcome.errors == "vae: only 54 pictures to train on: the batch is as small\n")
        #expect(outcome.status == 0)
        let description = try JSONValue(try folder.text(of: "run/config.json"))
        #expect(
            description["model"]["exampleShape"] == .list([.number(1), .number(8), .number(6)]))
        #expect(description["data"]["source"] == .text("pictures.idx"))
        #expect(description["data"]["classNames"] == .null)
    }

    @Test func trainsOnAFolderOfCompressedFiles() throws {
        try folder.write(
            IDXFiles.gzip(IDXFiles.bytes([300, 8, 8])), to: "data/train-images-idx3-ubyte.gz")
        try folder.write(
            IDXFiles.gzip(IDXFiles.labels(300)), to: "data/train-labels-idx1-ubyte.gz")
        try folder.write(IDXFiles.bytes([40, 8, 8], seed: 2), to: "data/t10k-images-idx3-ubyte")
        try folder.write(IDXFiles.labels(40), to: "data/t10k-labels-idx1-ubyte")
        let outcome = vae("train data \(small)", in: folder)
        #expect(outcome.errors == "")
        #expect(outcome.lines.first?.hasPrefix("300 pictures, ") == true)
    }

    /// A data set that is wrong, and what is said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        var content: [UInt8]?
        var data = "data"
        var status: Int32 = 65
        var error: String

        var testDescription: String { name }
    }

    private static let images = "data/train-images-idx3-ubyte"
    private static let good = IDXFiles.bytes([60, 8, 8])
    private static let cases = [
        Case(
            name: "unknown name", file: "x", data: "fashion-mnits", status: 66,
            error: "no such data set: fashion-mnits: did you mean fashion-mnist?"),
        Case(
            name: "name near none", file: "x", data: "photos", status: 66,
            error: "no such data set: photos: name a path or one of fashion-mnist-5000, "
                + "fashion-mnist, sprites"),
        Case(
            name: "missing path", file: "x", data: "./photos", status: 66,
            error: "no such file or directory: ./photos: check the path"),
        Case(
            name: "no pictures in the folder", file: "data/readme.txt", content: [65], status: 66,
            error: "no data set of a known format: data: name a place where there is one of: "
                + "train-images-idx3-ubyte or train-images-idx3-ubyte.gz; an IDX file of pictures; "
                + "a NumPy array of pictures (.npy); NumPy arrays of pictures and labels (.npz); "
                + "data_batch_1.bin, train.bin or another binary file of CIFAR; PNG, JPEG, PGM or "
                + "PPM files, with a sub-folder for each class or without; a CSV file with the "
                + "pixels of a picture in each line"),
        Case(
            name: "test pictures only", file: "data/t10k-images-idx3-ubyte", content: good,
            status: 66,
            error: "the training pictures are missing: data: put train-images-idx3-ubyte or "
                + "train-images-idx3-ubyte.gz there"),
        Case(
            name: "empty file", file: "p", content: [], data: "p",
            error: "the file is empty: p: copy it again"),
        Case(
            name: "wrong magic", file: images, content: [1] + good.dropFirst(),
            error: "not an IDX file: \(images): name one that begins with 0x00000803 or "
                + "0x00000801, not 0x01000803"),
        Case(
            name: "wrong element type", file: images, content: [0, 0, 9] + good.dropFirst(3),
            error: "unsupported IDX element type 0x09: \(images): convert the elements to "
                + "unsigned bytes (0x08)"),
        Case(
            name: "labels as pictures", file: images, content: IDXFiles.labels(60),
            error: "wrong number of dimensions, 1: \(images): name another file, pictures have 3: "
                + "count, height, width"),
        Case(
            name: "header promises more", file: images, content: Array(good.dropLast()),
            error: "the file is truncated: \(images): copy it again, 3856 bytes were promised and "
                + "3855 are there"),
        Case(
            name: "header promises less", file: images, content: good + [0],
            error: "the file goes on after its last element: \(images): copy it again, 3856 bytes "
                + "were promised"),
        Case(
            name: "no pictures", file: images, content: IDXFiles.header([0, 8, 8]),
            error: "a dimension is zero, 0x8x8: \(images): make the file again"),
        Case(
            name: "huge header", file: images,
            content: [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12),
            error: "the dimensions are too large, 4294967295x4294967295x4294967295: \(images): "
                + "make the file again"),
        Case(
            name: "truncated gzip", file: images + ".gz",
            content: Array(IDXFiles.gzip(good).dropLast(100)),
            error: "the gzip data are truncated: \(images).gz: copy the file again"),
        Case(
            name: "corrupt gzip", file: images + ".gz", content: corrupt(IDXFiles.gzip(good)),
            error: "the gzip data are corrupt: \(images).gz: copy the file again"),
    ]

    private static func corrupt(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[bytes.count / 2] ^= 1
        return bytes
    }

    @Test(arguments: cases)
    func refuses(_ example: Case) throws {
        if let content = example.content { try folder.write(content, to: example.file) }
        let outcome = vae("train \(example.data) \(small)", in: folder)
        #expect(outcome.errors == "vae: \(example.error)\n")
        #expect(outcome.status == example.status)
        #expect(outcome.output == "")
        #expect(!folder.has("run"))
    }

    @Test func refusesAnEmptyFolder() throws {
        try folder.write("", to: "data/x")
        unlinkFile("data/x")
        let outcome = vae("train data \(small)", in: folder)
        #expect(
            outcome.errors
                == "vae: the folder is empty: data: put pictures or the files of a data set there\n"
        )
        #expect(outcome.status == 66)
    }

    @Test func refusesLabelsThatDoNotMatch() throws {
        try folder.write(Self.good, to: Self.images)
        try folder.write(IDXFiles.labels(59), to: "data/train-labels-idx1-ubyte")
        let outcome = vae("train data \(small)", in: folder)
        #expect(
            outcome.errors
                == "vae: 59 labels for 60 pictures: data/train-labels-idx1-ubyte: use the two files "
                + "of one data set\n")
        #expect(outcome.status == 65)
        #expect(!folder.has("run"))
    }

    @Test func refusesTestPicturesOfAnotherShape() throws {
        try folder.write(Self.good, to: Self.images)
        try folder.write(IDXFiles.bytes([9, 8, 7]), to: "data/t10k-images-idx3-ubyte")
        let outcome = vae("train data \(small)", in: folder)
        #expect(
            outcome.errors
                == "vae: test examples are 1x8x7, training examples 1x8x8: \(folder.path)/data: use "
                + "the files of one data set\n")
        #expect(outcome.status == 65)
        #expect(!folder.has("run"))
    }

    private func unlinkFile(_ name: String) { FileSystem.remove(folder.path(of: name)) }
}
