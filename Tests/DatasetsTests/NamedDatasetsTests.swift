import Datasets
import Platform
import Testing

private let packageFolder = "/usr/share/datasets/fashion-mnist"

@Suite struct NamedDatasetsTests {
    @Test func theBuiltInDataSet() throws {
        let dataset = try Dataset.open()
        let train = try dataset.train()
        #expect(dataset.name == "fashion-mnist-5000")
        #expect(dataset.name == Dataset.defaultName)
        #expect(dataset.shape.description == "1x28x28")
        #expect(!dataset.hasTest)
        #expect(train.count == 5000)
        #expect(train.labels?.prefix(10) == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
        #expect(Set(train.labels ?? []) == Set(0..<10))
        #expect(try dataset.classCount() == 10)
        #expect(dataset.classNames?.first == "t-shirt/top")
        #expect(dataset.classNames?.last == "ankle boot")
        #expect(dataset.classNames?.count == 10)
        #expect(train.withUnsafePixels { $0.count } == 5000 * 784)
        #expect(try dataset.fingerprint() == "812882ff")
    }

    @Test(.enabled(if: FileSystem.kind(of: packageFolder) == .folder))
    func fashionMNIST() throws {
        let dataset = try Dataset.open("fashion-mnist")
        #expect(dataset.name == "fashion-mnist")
        #expect(dataset.source == packageFolder)
        #expect(dataset.classNames?[9] == "ankle boot")
        let train = try dataset.train()
        let test = try dataset.test()
        #expect(train.count == 60_000)
        #expect(test?.count == 10_000)
        #expect(try dataset.classCount() == 10)
        // The built-in pictures are its first ones.
        let builtIn = try Dataset.open("fashion-mnist-5000").train()
        let first = train.withUnsafePixels { Array($0.prefix(5000 * 784)) }
        #expect(builtIn.withUnsafePixels { $0.elementsEqual(first) })
        #expect(builtIn.labels?.elementsEqual(train.labels?.prefix(5000) ?? []) == true)
    }

    @Test(.enabled(if: FileSystem.kind(of: packageFolder) == .folder))
    func fashionMNISTByPathIsKnownByItsContent() throws {
        let dataset = try Dataset.open("\(packageFolder)/train-images-idx3-ubyte.gz")
        #expect(dataset.classNames?[1] == "trouser")
        #expect(!dataset.hasTest)
    }

    @Test func aMissingPackage() {
        let problem = failure { _ = try NamedDatasets.openFashionMNIST(folder: "/no/folder") }
        #expect(
            problem?.description == """
                fashion-mnist is not installed: /no/folder: install it with `apt-get install \
                dataset-fashion-mnist`, name a folder that has its files, or use fashion-mnist-5000
                """)
        #expect(problem?.kind == .noInput)
    }

    @Test func fingerprintsTellDataSetsApart() throws {
        let shape = ExampleShape(channels: 1, height: 1, width: 2)
        let wide = ExampleShape(channels: 2, height: 1, width: 1)
        let prints = try [
            Dataset(name: "a", train: Examples(shape: shape, pixels: [1, 2, 3, 4])),
            Dataset(name: "a", train: Examples(shape: shape, pixels: [1, 2, 3, 5])),
            Dataset(name: "a", train: Examples(shape: wide, pixels: [1, 2, 3, 4])),
            Dataset(
                name: "a", train: Examples(shape: shape, pixels: [1, 2, 3, 4], labels: [0, 1])),
            Dataset(
                name: "a", train: Examples(shape: shape, pixels: [1, 2, 3, 4], labels: [1, 0])),
            Dataset(
                name: "a", train: Examples(shape: shape, pixels: [1, 2]),
                test: Examples(shape: shape, pixels: [3, 4])),
        ].map { try $0.fingerprint() }
        #expect(Set(prints).count == prints.count)
        #expect(prints.allSatisfy { $0.count == 8 })
        let renamed = Dataset(name: "b", train: Examples(shape: shape, pixels: [1, 2, 3, 4]))
        #expect(try renamed.fingerprint() == prints[0])
    }
}
