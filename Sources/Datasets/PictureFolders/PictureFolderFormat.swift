import Pictures
import Platform

/// A folder of picture files; the sub-folder a picture lies in is its class.
///
/// Sub-folders `train` and `test` are the two parts of the data set and have the classes in them.
struct PictureFolderFormat: DatasetFormat {
    let expectation = "PNG, JPEG, PGM or PPM files, with a sub-folder for each class or without"

    func recognizes(_ candidate: DatasetCandidate) -> Bool {
        guard case .folder = candidate.content else { return false }
        return PictureTree.hasPictures(candidate.path)
    }

    func open(_ candidate: DatasetCandidate) throws(Failure) -> Dataset {
        let tree = try PictureTree(candidate.path)
        let train = try PictureHeaders(tree.train, in: candidate.path)
        let test = try PictureHeaders(tree.test, in: candidate.path)
        let all = train + test
        let size: PictureSize
        if let asked = candidate.options.size {
            size = asked
        } else {
            size = try all.onlySize(in: candidate.path)
        }
        let shape = ExampleShape(
            channels: all.channels, height: size.height, width: size.width)
        let trainPart = PictureFolderPart(
            folder: candidate.path, files: tree.train, shape: shape, options: candidate.options)
        let testPart = PictureFolderPart(
            folder: candidate.path, files: tree.test, shape: shape, options: candidate.options)
        return Dataset(
            name: candidate.name, source: candidate.absolutePath, shape: shape,
            classNames: tree.classNames, notices: tree.notices + all.notices,
            train: trainPart.load, test: tree.test.isEmpty ? nil : testPart.load)
    }
}
