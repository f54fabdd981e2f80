import Datasets
import Glibc
import Platform
import TestSupport
import Testing

@Suite struct NPZTests {
    private let levels = (0..<24).map { UInt8($0 * 11 % 256) }

    @Test(arguments: ["stored", "deflated"])
    func partsAndLabels(name: String) throws {
        let path = fixture("\(name).npz")
        let dataset = try Dataset.open(path)
        #expect(try trainPixels(dataset) == levels)
        #expect(try dataset.train().labels == [1, 0])
        #expect(try dataset.test()?.count == 1)
        #expect(try dataset.test()?.labels == [1])
        #expect(dataset.notices == [])
        let resolved = try #require(FileSystem.absolute(path))
        #expect(dataset.source == "\(resolved) (x_train: uint8 [2, 4, 3], 0 to 255)")
    }

    @Test func oneArrayOfAnyName() throws {
        let dataset = try Dataset.open(fixture("one.npz"))
        #expect(try trainPixels(dataset) == levels)
        #expect(try dataset.train().labels == nil)
    }

    @Test func blackAndWhiteWithFactors() throws {
        let dataset = try Dataset.open(fixture("sprites.npz"))
        let train = try dataset.train()
        #expect(try trainPixels(dataset) == (0..<384).map { $0 % 3 == 0 ? 255 : 0 })
        #expect(train.labels == [0, 0, 1, 1, 2, 2])
        #expect(train.factorNames == ["color", "shape", "scale", "rotation", "x", "y"])
        #expect(train.factors(at: 4) == [0, 2, 0, 4, 0, 1])
        #expect(dataset.classNames == ["square", "ellipse", "heart"])
        #expect(dataset.notices == ["arrays that were left out: metadata, latents_values"])
    }

    @Test(arguments: [
        (
            "unnamed.npz",
            """
            none of the arrays is known to be the pictures: P: call it images, there are arr_0, \
            arr_1
            """
        ),
        (
            "labels.npz",
            "labels [1] for 2 pictures: P: labels: save one label for each picture"
        ),
    ])
    func badArchives(name: String, expected: String) {
        let problem = failure { _ = try Dataset.open(fixture(name)) }
        #expect(problem?.description == expected.replacingP(with: fixture(name)))
        #expect(problem?.kind == .data)
    }

    struct Edit: CustomTestStringConvertible {
        let testDescription: String
        /// A place in the archive, from the directory's first record on, or from its end.
        let place: Int
        var isFromEnd = false
        let bytes: [UInt8]
        let expected: String
    }

    @Test(arguments: [
        Edit(
            testDescription: "encrypted", place: 8, bytes: [1],
            expected: "x_train.npy is encrypted: P: save the archive without a password"),
        Edit(
            testDescription: "method", place: 10, bytes: [14],
            expected: """
                x_train.npy is compressed by method 14: P: save it with numpy.savez or \
                numpy.savez_compressed
                """),
        Edit(
            testDescription: "zip64 size", place: 24, bytes: [255, 255, 255, 255],
            expected: """
                archives over 4 GB (ZIP64) cannot be read: P: save the pictures as an .npy file
                """),
        Edit(
            testDescription: "zip64 count", place: -12, isFromEnd: true, bytes: [255, 255],
            expected: """
                archives over 4 GB (ZIP64) cannot be read: P: save the pictures as an .npy file
                """),
        Edit(
            testDescription: "checksum", place: 16, bytes: [1, 2, 3, 4],
            expected: "the checksum is wrong: P: x_train: copy the file again"),
        Edit(
            testDescription: "size", place: 20, bytes: [255, 255],
            expected: "the ZIP archive is corrupt: P: copy the file again"),
        Edit(
            testDescription: "end", place: -22, isFromEnd: true, bytes: [0],
            expected: "the ZIP archive is truncated: P: copy the file again"),
    ])
    func editedArchives(edit: Edit) throws {
        var bytes = try FileSystem.read(fixture("stored.npz"))
        let directory = try #require(
            bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        let place = edit.isFromEnd ? bytes.count + edit.place : directory + edit.place
        bytes.replaceSubrange(place..<place + edit.bytes.count, with: edit.bytes)
        let folder = TemporaryFolder()
        let path = try folder.write("a.npz", bytes)
        let problem = failure { _ = try Dataset.open(path) }
        #expect(problem?.description == edit.expected.replacingP(with: path))
        #expect(problem?.kind == .data)
    }

    @Test(arguments: ["stored", "deflated", "sprites"])
    func damagedFilesNeverCrash(name: String) throws {
        let folder = TemporaryFolder()
        let path = "\(folder.path)/a.npz"
        for bytes in damaged(try FileSystem.read(fixture("\(name).npz")), rounds: 1000, seed: 4) {
            try folder.write("a.npz", bytes)
            if let problem = readDamaged(path) {
                #expect(problem.place.hasPrefix(path))
                #expect([.data, .noInput].contains(problem.kind), "\(problem)")
            }
        }
    }

    /// A black and white beginning of some pieces, then another value: packed first, then bytes.
    @Test func bitsTurnIntoBytesOnTheWay() throws {
        let size = (1 << 20) + 5000
        let pixels = (0..<2 * size).map {
            $0 == 2 * size - 7 ? UInt8(9) : UInt8($0 % 7 == 0 ? 1 : 0)
        }
        let folder = TemporaryFolder()
        for (name, last) in [("mixed", UInt8(9)), ("bits", UInt8(1))] {
            var pixels = pixels
            pixels[2 * size - 7] = last
            let path = try folder.write(
                "\(name).npz", deflatedZip("arr_0.npy", npy("|u1", "(2, 1, \(size))", pixels)))
            let one: UInt8 = last == 1 ? 255 : 1
            #expect(try trainPixels(Dataset.open(path)) == pixels.map { $0 &* one })
        }
    }
}

/// A ZIP archive of one file, deflated.
private func deflatedZip(_ name: String, _ content: [UInt8]) -> [UInt8] {
    // A gzip member is a header of ten bytes, the deflated data, the CRC-32 and the size.
    let member = gzip(content)
    let data = member[10..<member.count - 8]
    let checksum = member[(member.count - 8)..<(member.count - 4)]
    func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let fields =
        number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + checksum
        + number(data.count, 4) + number(content.count, 4) + number(name.utf8.count, 2)
        + number(0, 2)
    let local = [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + data
    let record =
        [0x50, 0x4B, 1, 2, 20, 0] + fields + number(0, 10) + number(0, 4)
    let directory = record + Array(name.utf8)
    return local + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(1, 2) + number(1, 2)
        + number(directory.count, 4) + number(local.count, 4) + number(0, 2)
}
