import Datasets
import Glibc
import Pictures
import Platform
import TestSupport
import Testing

private let toNumbers = "convert it to numbers, for instance with astype(numpy.uint8)"
private let scale = "scale it to 0 to 1, or to 0 to 255"
private let asPictures = "save [count, height, width], or that with 1 or 3 channels first or last"

@Suite struct NPYTests {
    /// What `make_numpy.py` has as levels.
    private let levels = (0..<24).map { UInt8($0 * 11 % 256) }

    @Test(arguments: ["u1", "big-i2", "big-f4", "unit-f4", "version3"])
    func everyTypeHasTheSameLevels(name: String) throws {
        let dataset = try Dataset.open(fixture("\(name).npy"))
        #expect(dataset.shape == ExampleShape(channels: 1, height: 4, width: 3))
        #expect(try dataset.train().count == 2)
        #expect(try dataset.train().labels == nil)
        #expect(try trainPixels(dataset) == levels)
    }

    @Test(arguments: ["i1", "i2", "u4", "i8", "f2", "f4", "f8"])
    func everyTypeThatHasASign(name: String) throws {
        #expect(try trainPixels(Dataset.open(fixture("\(name).npy"))) == levels.map { $0 / 2 })
    }

    @Test func truthIsWhite() throws {
        let dataset = try Dataset.open(fixture("bool.npy"))
        #expect(try trainPixels(dataset) == levels.map { $0 % 2 * 255 })
        #expect(dataset.source == "\(fixture("bool.npy")) (bool [2, 4, 3], 0 to 1)".resolved)
    }

    @Test(arguments: [
        ("u1", "uint8 [2, 4, 3], 0 to 255"), ("unit-f4", "float32 [2, 4, 3], 0 to 1"),
        ("big-f4", "float32 [2, 4, 3], 0 to 255"), ("flat", "uint8 [6, 4], 0 to 255, each of 2x2"),
        ("first", "uint8 [2, 3, 4, 5], 0 to 255, channels first"),
        ("last-f4", "float32 [2, 4, 5, 3], 0 to 1, channels last"),
        (
            "ambiguous", "uint8 [2, 3, 5, 3], 0 to 255, read as [count, height, width, channels]"
        ),
        ("grey-last", "uint8 [2, 4, 3, 1], 0 to 255, channels last"),
    ])
    func theSourceSaysHowItWasRead(name: String, reading: String) throws {
        let dataset = try Dataset.open(fixture("\(name).npy"))
        #expect(dataset.source == "\(fixture("\(name).npy")) (\(reading))".resolved)
    }

    @Test(arguments: ["first", "last", "last-f4"])
    func channelsFirstAndLast(name: String) throws {
        let dataset = try Dataset.open(fixture("\(name).npy"))
        #expect(dataset.shape == ExampleShape(channels: 3, height: 4, width: 5))
        var expected = [UInt8]()
        for picture in 0..<2 {
            for channel in 0..<3 {
                for pixel in 0..<20 {
                    expected.append(UInt8((picture * 60 + pixel * 3 + channel) % 251))
                }
            }
        }
        #expect(try trainPixels(dataset) == expected)
        let second = try dataset.train().withUnsafePixels(at: [1]) { pixels, rows in
            Array(pixels[(Int(rows[0]) * 60)..<(Int(rows[0]) * 60 + 60)])
        }
        #expect(second == Array(expected[60...]))
    }

    @Test func greyLastIsTheSameAsWithoutChannels() throws {
        let dataset = try Dataset.open(fixture("grey-last.npy"))
        #expect(dataset.shape == ExampleShape(channels: 1, height: 4, width: 3))
        #expect(try trainPixels(dataset) == levels)
    }

    @Test func flatPicturesFoldAsAsked() throws {
        let options = DatasetOptions(size: PictureSize(width: 3, height: 4))
        let dataset = try Dataset.open(fixture("flat-12.npy"), options: options)
        #expect(dataset.shape == ExampleShape(channels: 1, height: 4, width: 3))
        #expect(try trainPixels(dataset) == levels)
    }

    @Test func anotherSizeIsResizedTo() throws {
        let options = DatasetOptions(size: PictureSize(width: 1, height: 1), fit: .stretch)
        let dataset = try Dataset.open(fixture("u1.npy"), options: options)
        let means = [levels[..<12], levels[12...]].map { half in
            UInt8((Double(half.reduce(0) { $0 + Int($1) }) / 12).rounded())
        }
        #expect(try trainPixels(dataset) == means)
    }

    @Test(arguments: [
        (
            "fortran", "the array is in Fortran order: P: save numpy.ascontiguousarray of it"
        ),
        (
            "object",
            "arrays of type object cannot be read: P: \(toNumbers)"
        ),
        (
            "complex",
            "arrays of type <c8 cannot be read: P: \(toNumbers)"
        ),
        (
            "text",
            "arrays of type <U1 cannot be read: P: \(toNumbers)"
        ),
        (
            "structured",
            "arrays of type structured cannot be read: P: \(toNumbers)"
        ),
        (
            "flat-12",
            """
            12 elements are no square picture: P: say the size with --size WxH, or save \
            [count, height, width]
            """
        ),
    ])
    func arraysThatAreRefused(name: String, expected: String) {
        let problem = failure { _ = try Dataset.open(fixture("\(name).npy")) }
        #expect(problem?.description == expected.replacingP(with: fixture("\(name).npy")))
        #expect(problem?.kind == .data)
    }

    @Test(
        arguments: [
            (
                "<f4", "(2, 1, 2)", bytes(of: [0, 1, .nan, 1]),
                "the array has nan at [1, 0, 0]: P: replace what is not a number"
            ),
            (
                "<f4", "(2, 1, 2)", bytes(of: [0, 1, 1, .infinity]),
                "the array has inf at [1, 0, 1]: P: replace what is not a number"
            ),
            (
                "<f4", "(2, 1, 2)", bytes(of: [0, -0.5, 1, 1]),
                "the array has -0.5 at [0, 0, 1]: P: \(scale)"
            ),
            (
                "<f4", "(2, 1, 2)", bytes(of: [0, 256, 1, 1]),
                "the array has 256.0 at [0, 0, 1]: P: \(scale)"
            ),
            (
                "|i1", "(1, 1, 2)", [1, 255],
                "the array has -1 at [0, 0, 1]: P: \(scale)"
            ),
            (
                "<u8", "(1, 1, 1)", [UInt8](repeating: 255, count: 8),
                "the array has 1.8446744073709552e+19 at [0, 0, 0]: P: \(scale)"
            ),
            (
                "|u1", "(4,)", [1, 2, 3, 4],
                "an array [4] is not one of pictures: P: \(asPictures)"
            ),
            (
                "|u1", "()", [1],
                "an array [] is not one of pictures: P: \(asPictures)"
            ),
            (
                "|u1", "(1, 2, 2, 2)", [UInt8](repeating: 9, count: 8),
                "an array [1, 2, 2, 2] is not one of pictures: P: \(asPictures)"
            ),
            ("|u1", "(0, 2, 2)", [], "the array is empty, [0, 2, 2]: P: save one with elements"),
            (
                "|u1", "(9999999999, 9999999999)", [1],
                "the NumPy header is corrupt, the extents are too large, "
                    + "[9999999999, 9999999999]: P: save it again"
            ),
            (
                "|u1", "(2, 2, 2)", [1, 2, 3],
                "the file is truncated: P: copy it again, 136 bytes were promised and 131 are there"
            ),
            (
                "|u1", "(1, 1, 2)", [1, 2, 3],
                "the file goes on after its last element: P: save one array in it, "
                    + "130 bytes were promised"
            ),
            (
                "|u1", "(1, x)", [1],
                "the NumPy header is corrupt, the header is not understood: P: save it again"
            ),
            (
                "|u3", "(1, 1)", [1],
                "arrays of type |u3 cannot be read: P: \(toNumbers)"
            ),
        ] as [(String, String, [UInt8], String)])
    func badArrays(type: String, shape: String, elements: [UInt8], expected: String) throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a.npy", npy(type, shape, elements))
        let problem = failure { _ = try Dataset.open(path).train() }
        #expect(problem?.description == expected.replacingP(with: path))
        #expect(problem?.kind == .data)
    }

    @Test(
        arguments: [
            (
                Array(npy("|u1", "(1, 1)", [1]).prefix(9)),
                "the header is truncated: P: copy the file again"
            ),
            (
                Array(npy("|u1", "(1, 1)", [1]).prefix(60)),
                "the header is truncated: P: copy the file again"
            ),
            (
                [0x93] + Array("NUMPY".utf8) + [9, 0, 1, 0, 0, 0],
                "unsupported version 9 of the NumPy format: P: save the array with numpy.save"
            ),
            (
                [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255],
                "the NumPy header is corrupt, the header has 4294967307 bytes: P: save it again"
            ),
        ] as [([UInt8], String)])
    func badHeaders(bytes: [UInt8], expected: String) throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a.npy", bytes)
        let problem = failure { _ = try Dataset.open(path) }
        #expect(problem?.description == expected.replacingP(with: path))
        #expect(problem?.kind == .data)
    }

    @Test(arguments: ["u1", "last-f4", "bool", "i8"])
    func damagedFilesNeverCrash(name: String) throws {
        let folder = TemporaryFolder()
        let path = "\(folder.path)/a.npy"
        for bytes in damaged(try FileSystem.read(fixture("\(name).npy")), rounds: 600, seed: 8) {
            try folder.write("a.npy", bytes)
            if let problem = readDamaged(path) {
                #expect(problem.place == path)
                #expect(problem.kind == .data || problem.kind == .noInput)
            }
        }
    }
}

/// The bytes of a NumPy file whose header has these texts.
func npy(_ type: String, _ shape: String, _ elements: [UInt8]) -> [UInt8] {
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    let padded = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8) + elements
}

private func bytes(of values: [Float]) -> [UInt8] {
    values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
    }
}

extension String {
    /// The same, beginning with the absolute path of what it begins with.
    fileprivate var resolved: String {
        let parts = split(separator: " (", maxSplits: 1)
        return "\(FileSystem.absolute(String(parts[0])) ?? "") (\(parts[1])"
    }
}
