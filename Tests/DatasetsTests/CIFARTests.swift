import Datasets
import Platform
import TestSupport
import Testing

@Suite struct CIFARTests {
    private let folder: TemporaryFolder

    init() throws { folder = TemporaryFolder() }

    /// Records whose labels are given and whose pixels are all that of the first label and plane.
    private func records(_ labels: [[UInt8]]) -> [UInt8] {
        labels.flatMap { label in
            label + (0..<3).flatMap { [UInt8](repeating: label[0] * 10 + $0, count: 1024) }
        }
    }

    @Test func theFolderOfCIFAR10() throws {
        try folder.write("data_batch_1.bin", records([[3], [9]]))
        try folder.write("data_batch_2.bin", records([[1]]))
        try folder.write("test_batch.bin", records([[0]]))
        let dataset = try Dataset.open(folder.path)
        let train = try dataset.train()
        #expect(dataset.shape == ExampleShape(channels: 3, height: 32, width: 32))
        #expect(train.labels == [3, 9, 1])
        #expect(try dataset.test()?.labels == [0])
        #expect(dataset.classNames?[9] == "truck")
        let pixels = try trainPixels(dataset)
        #expect(
            stride(from: 0, to: 9216, by: 1024).map { pixels[$0] } == [
                30, 31, 32, 90, 91, 92, 10, 11, 12,
            ])
    }

    @Test func theFolderOfCIFAR100() throws {
        try folder.write("train.bin", records([[3, 99], [19, 50]]))
        try folder.write("test.bin", records([[3, 98]]))
        let names = (0..<100).map { "class\($0)\n" }.joined()
        try folder.write("fine_label_names.txt", Array(names.utf8))
        let dataset = try Dataset.open(folder.path)
        #expect(try dataset.train().labels == [99, 50])
        #expect(try dataset.test()?.labels == [98])
        #expect(dataset.classNames?[98] == "class98")
    }

    @Test func oneFile() throws {
        let path = try folder.write("some.bin", records([[3], [4]]))
        let dataset = try Dataset.open(path)
        #expect(try dataset.train().labels == [3, 4])
        #expect(!dataset.hasTest)
    }

    @Test func aTruncatedBatch() throws {
        let path = try folder.write("data_batch_1.bin", records([[3], [4]]).dropLast())
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                6145 bytes are no records of CIFAR: \(path): copy it again, records have 3073 or \
                3074 bytes
                """)
        #expect(problem?.kind == .data)
    }

    @Test func aLabelThatIsNoClass() throws {
        let labels = (0..<100).map { [UInt8($0 == 77 ? 12 : 1)] }
        let path = try folder.write("data_batch_1.bin", records(labels))
        let problem = failure { _ = try Dataset.open(folder.path).train() }
        #expect(
            problem?.description
                == "record 77 has label 12: \(path): copy the file again, labels are below 10")
        #expect(problem?.kind == .data)
    }

    @Test func filesOfBoth() throws {
        try folder.write("data_batch_1.bin", records([[3]]))
        try folder.write("test_batch.bin", records([[3, 4]]))
        let problem = failure { _ = try Dataset.open(folder.path) }
        #expect(
            problem?.description == """
                files of CIFAR-10 and CIFAR-100: \(folder.path): use the files of one data set
                """)
    }

    @Test func damagedFilesNeverCrash() throws {
        for bytes in damaged(records([[3], [4]]), rounds: 200, seed: 6) {
            try folder.write("data_batch_1.bin", bytes)
            if let problem = readDamaged(folder.path) { #expect(problem.kind == .data) }
        }
    }
}
