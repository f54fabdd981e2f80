import Datasets
import Platform
import TestSupport
import Testing

/// Pixels that lie in a file as they are wanted stay there.
@Suite(.serialized) struct MappingTests {
    private static let count = 400_000

    /// What the system says of the mapping of the file at `path`: its fields in kB.
    private func mapping(of path: String) throws -> [String: Int]? {
        let text = String(decoding: try FileSystem.read("/proc/self/smaps"), as: UTF8.self)
        var fields: [String: Int]?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words[0].contains("-") {
                if fields != nil { return fields }
                if line.hasSuffix(path) { fields = [:] }
            } else if fields != nil, words.count >= 2, let number = Int(words[1]) {
                fields?[String(words[0].dropLast())] = number
            }
        }
        return fields
    }

    @Test(arguments: ["train-images-idx3-ubyte", "a.npy", "interleaved.npy", "a.bin"])
    func pixelsStayInTheFile(name: String) throws {
        let folder = TemporaryFolder()
        let count = Self.count
        let pixels = [UInt8](repeating: 9, count: count * 12)
        let bytes =
            switch name {
            case "a.npy": npy("|u1", "(\(count), 4, 3)", pixels)
            case "interleaved.npy": npy("|u1", "(\(count), 2, 2, 3)", pixels)
            case "a.bin": [UInt8](repeating: 9, count: 3073 * 1500)
            default: idx([UInt32(count), 4, 3], pixels)
            }
        let path = try folder.write(name, bytes)
        do {
            let dataset = try Dataset.open(path)
            let train = try dataset.train()
            let sum = train.all.rows.reduce(0) { sum, row in
                sum
                    + train.withUnsafePixels(at: [row]) { pixels, rows in
                        Int(pixels[Int(rows[0]) * train.shape.elementCount])
                    }
            }
            #expect(sum == train.count * 9)
            let fields = try #require(try mapping(of: path))
            #expect(fields["Anonymous"] == 0)
            #expect((fields["Size"] ?? 0) >= bytes.count / 1024)
            #expect((fields["Rss"] ?? 0) > 0)
        }
        #expect(try mapping(of: path) == nil)
    }

    @Test func compressedFilesAreNotMapped() throws {
        let folder = TemporaryFolder()
        let path = try folder.write("a.gz", gzip(pictures(100)))
        let train = try Dataset.open(path).train()
        #expect(train.count == 100)
        #expect(try mapping(of: path) == nil)
    }
}
