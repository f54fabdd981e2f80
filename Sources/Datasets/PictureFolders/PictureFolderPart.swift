import Pictures
import Platform

/// The pictures of one part of a folder, ready to be decoded.
struct PictureFolderPart: Sendable {
    let folder: String
    let files: [PictureTree.File]
    let shape: ExampleShape
    let options: DatasetOptions
    let cache: PictureCache?

    /// Opens the pictures that an earlier run decoded, or decodes all, on several threads.
    ///
    /// Fails (`noInput`, `data`) as the first file that cannot be read or is no whole picture.
    @Sendable func load() -> Result<Examples, Failure> {
        if let kept = cache?.open() { return .success(examples(kept.memory, offset: kept.offset)) }
        if let new = cache?.make() {
            return decode(into: new.pixels).map { examples in
                new.keep()
                return examples
            }
        }
        return PixelMemory.make(rows: files.count, of: shape, place: folder).flatMap(decode)
    }

    private func decode(into pixels: PixelMemory) -> Result<Examples, Failure> {
        parallelMap(files.count) { row in
            Result { () throws(Failure) in
                try picture(files[row]).copyPlanar(channels: shape.channels, to: pixels.row(row))
            }
        }.map { _ in examples(pixels.bytes, offset: pixels.offset) }
    }

    private func examples(_ memory: StableBytes, offset: Int) -> Examples {
        let labels = files.compactMap(\.label)
        return Examples(
            count: files.count, shape: shape, memory: memory, offset: offset,
            labels: labels.count == files.count ? labels : nil, ids: files.map(\.path))
    }

    private func picture(_ file: PictureTree.File) throws(Failure) -> Picture {
        let path = "\(folder)/\(file.path)"
        var picture = try PictureFile.read(path)
        if let size = options.size { picture = picture.resized(to: size, fit: options.fit) }
        guard picture.width == shape.width, picture.height == shape.height,
            picture.channels <= shape.channels
        else {
            throw Failure(
                .data, "the file changed while it was read", at: path, remedy: "try again")
        }
        return picture
    }
}
