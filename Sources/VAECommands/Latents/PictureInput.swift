import Autoencoders
import Datasets
import Pictures
import Platform
import TensorCore

/// Picture files as the input of a model.
final class PictureInput {
    private let trained: TrainedModel
    private var hasTurnedGrey = false

    /// Input for `trained`.
    init(for trained: TrainedModel) { self.trained = trained }

    /// Reads the pictures at `paths`, at most a tile of them.
    ///
    /// A picture is binarised, where the model wants that, as if it were the only one: what is
    /// said of a file does not depend on its neighbours.
    ///
    /// - Throws: `Failure` (`noInput`) for a file that cannot be read, (`data`) for one that is no
    ///   picture or has another shape than the model's.
    func tile(_ paths: some Collection<String>) throws(Failure) -> ExampleTile {
        let configuration = trained.description.model
        var pixels = [UInt8]()
        pixels.reserveCapacity(paths.count * configuration.elementCount)
        for path in paths { pixels += try planar(path) }
        let rows = (0..<ExampleTile.rowCount).map { Int32(min($0, paths.count - 1)) }
        let same = [Int](repeating: 0, count: rows.count)
        let x = Tensor.pixels(
            pixels, rows: rows, keys: same.map { NoiseStream.evaluationBinarization.key($0) },
            rowSize: configuration.elementCount, treatment: treatment)
        return ExampleTile(x: x, rows: same, count: paths.count)
    }

    private var treatment: PixelTreatment {
        switch trained.description.model.pixels {
        case .grey: .grey
        case .threshold: .threshold
        case .dynamic: .bernoulli(seed: trained.description.data.splitSeed)
        }
    }

    /// The samples of a picture as the model has them, `[channels, height, width]`.
    private func planar(_ path: String) throws(Failure) -> [UInt8] {
        let shape = trained.description.model.exampleShape
        var picture = try PictureFile.read(path)
        // Data that were brought to a size in training are brought to it here.
        let options = try trained.description.data.options(at: TrainedModel.descriptionName)
        if let size = options.size { picture = picture.resized(to: size, fit: options.fit) }
        let turnsGrey = shape[0] == 1 && picture.channels == 3
        guard
            picture.height == shape[1], picture.width == shape[2],
            picture.channels == shape[0] || turnsGrey
        else {
            throw Failure(
                .data,
                "the model wants pictures of \(trained.description.model.exampleShapeText), "
                    + "this is \(picture.channels)x\(picture.height)x\(picture.width)",
                at: path, remedy: "scale or crop it, or name another model")
        }
        if turnsGrey {
            if !hasTurnedGrey { complain("colour pictures are turned to grey for this model") }
            hasTurnedGrey = true
            return picture.grey
        }
        guard picture.channels > 1 else { return picture.pixels }
        return (0..<picture.channels).flatMap { channel in
            stride(from: channel, to: picture.pixels.count, by: picture.channels)
                .map { picture.pixels[$0] }
        }
    }
}

extension Picture {
    /// The luma of each pixel of a colour picture.
    ///
    /// It is 0.299 R + 0.587 G + 0.114 B. (ITU-R BT.601.)
    fileprivate var grey: [UInt8] {
        // In 65536ths, rounded.
        stride(from: 0, to: pixels.count, by: 3).map { i in
            let (red, green, blue) = (Int(pixels[i]), Int(pixels[i + 1]), Int(pixels[i + 2]))
            return UInt8((19_595 * red + 38_470 * green + 7_471 * blue + 32_768) >> 16)
        }
    }
}
