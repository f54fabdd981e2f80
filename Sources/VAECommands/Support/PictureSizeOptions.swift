import Autoencoders
import Datasets
import Pictures
import Platform

/// The size that a user, or a model's data contract, wants pictures to have.
enum PictureSizing {
    /// The options behind the texts of `--size` and `--fit`.
    ///
    /// - Throws: `Failure` (`usage`) for a size that cannot be, or a fit without a size.
    static func options(size: String?, fit: String?) throws(Failure) -> DatasetOptions {
        guard let size else {
            guard fit == nil else {
                throw Failure(
                    .usage, "there is no size to fit pictures to", at: "--fit",
                    remedy: "add for instance --size 64x64")
            }
            return DatasetOptions()
        }
        let sides = size.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            (1...4096).contains(width), (1...4096).contains(height)
        else {
            throw Failure(
                .usage, "the value \(size) cannot be", at: "--size",
                remedy: "give width and height, such as 64x64")
        }
        let chosen = try fit.map { text throws(Failure) in
            try KnownName.parse(text, as: PictureFit.self, for: "--fit")
        }
        return DatasetOptions(
            size: PictureSize(width: width, height: height), fit: chosen ?? .crop)
    }
}

extension DataContract {
    /// How the model's data were brought to its size.
    ///
    /// - Throws: `Failure` (`data`) if the description is damaged.
    func options(at place: String) throws(Failure) -> DatasetOptions {
        do throws(Failure) {
            return try PictureSizing.options(size: size, fit: fit)
        } catch {
            throw Failure(.data, error.what, at: place, remedy: "the description is damaged")
        }
    }
}
