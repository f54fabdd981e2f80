import CFashionMNIST
package import Platform

/// The data sets that have a name.
package enum NamedDatasets {
    static let builtIn = "fashion-mnist-5000"
    static let fashionMNIST = "fashion-mnist"

    static let sprites = "sprites"

    static let all = [builtIn, fashionMNIST, sprites]

    /// The data set called `name`; nil if none is.
    static func open(_ name: String) throws(Failure) -> Dataset? {
        switch name {
        case builtIn: try openBuiltIn()
        case fashionMNIST: try openFashionMNIST(folder: "/usr/share/datasets/fashion-mnist")
        case sprites: openSprites()
        default: nil
        }
    }

    /// All pictures of the built-in generator.
    private static func openSprites() -> Dataset {
        Dataset(
            name: sprites, source: "built in: shapes drawn from 5 known factors",
            shape: Sprites.shape, classNames: Sprites.shapeNames,
            train: { .success(Sprites.examples()) })
    }

    /// The 5,000 pictures that are part of the program.
    private static func openBuiltIn() throws(Failure) -> Dataset {
        let images = fashion_mnist_5000_images()
        let labels = fashion_mnist_5000_labels()
        let train = try IDXExamples(
            pictures: DataFile(
                embedded: UnsafeRawBufferPointer(start: images.bytes, count: images.count),
                name: "built-in pictures"),
            labels: DataFile(
                embedded: UnsafeRawBufferPointer(start: labels.bytes, count: labels.count),
                name: "built-in labels"))
        return Dataset(
            name: builtIn, source: "built in: the first 5000 training examples of Fashion-MNIST",
            train: train)
    }

    /// All of Fashion-MNIST, from the folder that Debian's package puts it in.
    ///
    /// - Throws: `Failure` (`noInput`) if the folder is missing, else as opening a folder does.
    package static func openFashionMNIST(folder: String) throws(Failure) -> Dataset {
        guard FileSystem.kind(of: folder) == .folder else {
            throw Failure(
                .noInput, "\(fashionMNIST) is not installed", at: folder,
                remedy: """
                    install it with `apt-get install dataset-fashion-mnist`, name a folder that \
                    has its files, or use \(builtIn)
                    """)
        }
        return try Dataset.open(path: folder, named: fashionMNIST)
    }
}
