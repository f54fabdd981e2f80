import Datasets
import Pictures
import Platform

/// The pictures of a data set or a folder, each read when it is asked for.
struct PictureCollection {
    /// What the user called it.
    let name: String
    /// How many pictures there are.
    let count: Int
    /// What stands under a picture: its class, else its name or number.
    let caption: (_ index: Int) -> String
    /// A picture.
    let picture: (_ index: Int) throws(Failure) -> Picture

    /// The examples of a data set that are to train on, which are all if it has no parts.
    ///
    /// - Throws: `Failure` as reading the data does.
    init(_ dataset: Dataset) throws(Failure) {
        try dataset.wait()
        let examples = try dataset.train()
        name = dataset.name
        count = examples.count
        caption = { index in
            guard let label = examples.labels?[index] else { return "\(index)" }
            guard let names = dataset.classNames, names.indices.contains(Int(label)) else {
                return "\(label)"
            }
            return names[Int(label)]
        }
        picture = { index throws(Failure) in
            let (shape, size) = (examples.shape, examples.shape.elementCount)
            return examples.withUnsafePixels(at: [Int32(index)]) { pixels, rows in
                let start = Int(rows[0]) * size
                return Picture(
                    width: shape.width, height: shape.height, channels: shape.channels,
                    planar: UnsafeBufferPointer(rebasing: pixels[start..<start + size]))
            }
        }
    }

    /// The pictures right in the folder at `path` or, if there are none, those of its sub-folders,
    /// which are their classes; nil if there are none either.
    ///
    /// Unlike those of a data set, they may have several sizes.
    ///
    /// - Throws: `Failure` (`noInput`) if a folder cannot be read.
    init?(folder path: String, background: UInt8) throws(Failure) {
        let loose = try FileSystem.names(inFolder: path).filter {
            !$0.hasPrefix(".") && PictureFile.hasKnownEnding($0)
                && FileSystem.kind(of: "\(path)/\($0)") == .file
        }
        var files = loose.map { (path: $0, caption: $0) }
        if files.isEmpty {
            guard PictureTree.hasPictures(path) else { return nil }
            let tree = try PictureTree(path)
            files = tree.train.map { file in
                let label = file.label.flatMap { tree.classNames?[Int($0)] }
                return (file.path, label ?? FileSystem.name(of: file.path))
            }
        }
        let all = files
        name = path
        count = all.count
        caption = { all[$0].caption }
        picture = { index throws(Failure) in
            try PictureFile.read("\(path)/\(all[index].path)", background: background)
        }
    }
}
