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
        let trainPart = part("train", tree.train, train, shape, candidate)
        let testPart = tree.test.isEmpty ? nil : part("test", tree.test, test, shape, candidate)
        return Dataset(
            name: candidate.name, source: candidate.absolutePath, shape: shape,
            classNames: tree.classNames, notices: tree.notices + all.notices,
            cacheFiles: [trainPart.cache?.name, testPart?.cache?.name].compactMap { $0 },
            train: trainPart.load, test: testPart?.load)
    }

    private func part(
        _ name: String, _ files: [PictureTree.File], _ headers: PictureHeaders,
        _ shape: ExampleShape, _ candidate: DatasetCandidate
    ) -> PictureFolderPart {
        let options = candidate.options
        return PictureFolderPart(
            folder: candidate.path, files: files, shape: shape, options: options,
            cache: options.cache.map { folder in
                PictureCache(
                    in: folder, part: name, of: headers, at: candidate.absolutePath, shape: shape,
                    fit: options.fit)
            })
    }
}
