import Datasets
import Platform
import TestSupport
import Testing

/// A folder or file of IDX data that is wrong, and what is said about it.
struct BadIDX: Sendable, CustomTestStringConvertible {
    let name: String
    var pictures = Fixture.pictures
    var labels: [UInt8]? = Fixture.labels
    /// The error, with `P` for the path of the pictures and `L` for that of the labels.
    let error: String

    var testDescription: String { name }
}

enum Fixture {
    static let pictures = DatasetsTests.pictures(6)
    static let labels = DatasetsTests.labels(6)
}

@Suite struct IDXTests {
    static let bad = [
        BadIDX(name: "empty pictures", pictures: [], error: "the file is empty: P: copy it again"),
        BadIDX(name: "empty labels", labels: [], error: "the file is empty: L: copy it again"),
        BadIDX(
            name: "empty gzip", pictures: gzip([]), error: "the file is empty: P: copy it again"),
        BadIDX(
            name: "short magic", pictures: [0, 0, 8],
            error: "the header is truncated: P: copy the file again, it has only 3 bytes"),
        BadIDX(
            name: "short header", pictures: [0, 0, 8, 3, 0, 0, 0, 1, 0],
            error: "the header is truncated: P: copy the file again, it has only 9 bytes"),
        BadIDX(
            name: "a PNG", pictures: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
            error: """
                not an IDX file: P: name one that begins with 0x00000803 or 0x00000801, \
                not 0x89504e47
                """),
        BadIDX(
            name: "floats", pictures: idx(type: 0x0d, [6, 4, 3], []),
            error: """
                unsupported IDX element type 0x0d: P: convert the elements to unsigned bytes (0x08)
                """),
        BadIDX(
            name: "labels as pictures", pictures: Fixture.labels,
            error: """
                wrong number of dimensions, 1: P: name another file, pictures have 3: count, \
                height, width
                """),
        BadIDX(
            name: "pictures as labels", labels: Fixture.pictures,
            error: "wrong number of dimensions, 3: L: name another file, labels have 1: count"),
        BadIDX(
            name: "no pictures", pictures: idx([0, 28, 28], []),
            error: "a dimension is zero, 0x28x28: P: make the file again"),
        BadIDX(
            name: "no width", pictures: idx([6, 28, 0], []),
            error: "a dimension is zero, 6x28x0: P: make the file again"),
        BadIDX(
            name: "overflow", pictures: idx([1000, .max, .max], [1]),
            error: """
                the dimensions are too large, 1000x4294967295x4294967295: P: make the file again
                """),
        BadIDX(
            name: "almost overflow", pictures: idx([1, .max, 0x8000_0000], [1]),
            error: """
                the dimensions are too large, 1x4294967295x2147483648: P: make the file again
                """),
        BadIDX(
            name: "too many", pictures: idx([0x8000_0000, 1, 1], [1]),
            error: "the dimensions are too large, 2147483648x1x1: P: make the file again"),
        BadIDX(
            name: "truncated pictures", pictures: Fixture.pictures.dropLast(2),
            error: """
                the file is truncated: P: copy it again, 88 bytes were promised and 86 are there
                """),
        BadIDX(
            name: "a huge promise", pictures: idx([6, 0x0fff_ffff, 0x0fff_ffff], [1, 2]),
            error: """
                the file is truncated: P: copy it again, 432345561006342166 bytes were promised \
                and 18 are there
                """),
        BadIDX(
            name: "a huge promise, compressed",
            pictures: gzip(idx([6, 0x0fff_ffff, 0x0fff_ffff], [1, 2])),
            error: """
                the file is truncated: P: copy it again, 432345561006342166 bytes were promised \
                and 18 are there
                """),
        BadIDX(
            name: "truncated labels", labels: Fixture.labels.dropLast(1),
            error: """
                the file is truncated: L: copy it again, 14 bytes were promised and 13 are there
                """),
        BadIDX(
            name: "trailing pictures", pictures: Fixture.pictures + [0],
            error: """
                the file goes on after its last element: P: copy it again, 88 bytes were promised
                """),
        BadIDX(
            name: "trailing labels, compressed", labels: gzip(Fixture.labels + [1, 2, 3]),
            error: """
                the file goes on after its last element: L: copy it again, 14 bytes were promised
                """),
        BadIDX(
            name: "too few labels", labels: DatasetsTests.labels(5),
            error: "5 labels for 6 pictures: L: use the two files of one data set"),
        BadIDX(
            name: "cut gzip", pictures: gzip(Fixture.pictures).dropLast(3),
            error: "the gzip data are truncated: P: copy the file again"),
        BadIDX(
            name: "wrong gzip checksum",
            pictures: gzip(Fixture.pictures).dropLast(8) + [
                0, 0, 0, 0, 88, 0, 0, 0,
            ], error: "the gzip data are corrupt: P: copy the file again"),
    ]

    @Test(arguments: bad)
    func badFiles(bad: BadIDX) throws {
        let folder = TemporaryFolder()
        let picturesPath = try folder.write("train-images-idx3-ubyte", bad.pictures)
        let labelsPath = "\(folder.path)/train-labels-idx1-ubyte"
        if let labels = bad.labels { try folder.write("train-labels-idx1-ubyte", labels) }
        let problem = failure { _ = try Dataset.open(folder.path).train() }
        let expected = bad.error.split(separator: ": ").map {
            $0 == "P" ? picturesPath : $0 == "L" ? labelsPath : String($0)
        }.joined(separator: ": ")
        #expect(problem?.description == expected)
        #expect(problem?.kind == .data)
    }

    @Test func whatTheHeaderTellsIsToldAtOnce() throws {
        let folder = TemporaryFolder()
        try folder.write("train-images-idx3-ubyte", idx([6, 28, 0], []))
        #expect(failure { _ = try Dataset.open(folder.path) }?.kind == .data)
    }

    @Test(arguments: [false, true])
    func goodFiles(isCompressed: Bool) throws {
        let folder = TemporaryFolder()
        let wrap = isCompressed ? gzip : { $0 }
        try folder.write("train-images-idx3-ubyte", wrap(Fixture.pictures))
        try folder.write("train-labels-idx1-ubyte", wrap(Fixture.labels))
        let dataset = try Dataset.open(folder.path)
        let train = try dataset.train()
        #expect(dataset.shape == ExampleShape(channels: 1, height: 4, width: 3))
        #expect(train.shape == dataset.shape)
        #expect(train.count == 6)
        #expect(train.labels == [0, 1, 2, 0, 1, 2])
        #expect(train.withUnsafePixels { Array($0) } == Array(Fixture.pictures.dropFirst(16)))
        #expect(try dataset.classCount() == 3)
        #expect(dataset.classNames == nil)
    }

    @Test func damagedFilesNeverCrash() throws {
        let folder = TemporaryFolder()
        let whole = gzip(pictures(40, 9, 7))
        let pixels = Array(pictures(40, 9, 7).dropFirst(16))
        var generator = SplitMix64(3)
        for round in 0..<400 {
            var damaged = whole
            if round < 200 {
                damaged = Array(whole.prefix(whole.count * round / 200))
            } else {
                let place = FisherYates.number(below: UInt64(whole.count), using: &generator)
                let flips = 1 + FisherYates.number(below: 255, using: &generator)
                damaged[Int(place)] ^= UInt8(flips)
            }
            let path = try folder.write("damaged-\(round).gz", damaged)
            do throws(Failure) {
                let read = try Dataset.open(path).train().withUnsafePixels { Array($0) }
                #expect(round >= 200 && read == pixels, "round \(round)")
            } catch {
                #expect(error.place == path)
                #expect(error.kind == .data || error.kind == .noInput)
            }
        }
    }
}
