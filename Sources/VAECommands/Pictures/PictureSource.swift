import Datasets
import Glibc
import Pictures
import Platform

/// What an argument of `vae render` stands for.
enum PictureSource {
    /// One picture, and its name.
    case picture(String, Picture)
    /// A file or folder of many.
    case collection(PictureCollection)

    /// Finds out what `text` stands for, by its content.
    ///
    /// It may be standard input (`-`), a picture file, a folder of pictures, or data that can be
    /// trained on, by name or path.
    ///
    /// - Parameter background: the grey that what is transparent is laid over.
    /// - Throws: `Failure` (`noInput`) if there is no such thing, (`data`) if it is no picture, or
    ///   a damaged one.
    init(_ text: String, background: UInt8) throws(Failure) {
        if text == "-" {
            let source = try ByteSource(text)
            var (bytes, piece) = ([UInt8](), [UInt8]())
            while try source.read(into: &piece) { bytes += piece }
            let name = source.name
            let picture = try PictureFile.decode(bytes, name: name, background: background)
            self = .picture(name, picture)
            return
        }
        switch FileSystem.kind(of: text) {
        case .missing:
            let isPath = nearestName(to: text, among: Dataset.names) == nil
            if isPath { throw .cannotRead(text, ENOENT) }
            self = .collection(try PictureCollection(try Dataset.open(text)))
        case .other:
            self = .picture(text, try PictureFile.read(text, background: background))
        case .folder:
            if let folder = try PictureCollection(folder: text, background: background) {
                self = .collection(folder)
            } else {
                self = .collection(try PictureCollection(try Dataset.open(text)))
            }
        case .file:
            self = try .init(file: text, background: background)
        }
    }

    private init(file path: String, background: UInt8) throws(Failure) {
        var head = [UInt8]()
        _ = try ByteSource(path).read(into: &head, limit: 64)
        if PictureFile.begins(head) || PictureFile.hasKnownEnding(path) {
            self = .picture(path, try PictureFile.read(path, background: background))
            return
        }
        guard try Dataset.isRecognized(path) else {
            throw Failure(
                .data, "neither a picture nor a file of pictures", at: path,
                remedy: "name a PNG, JPEG, PGM or PPM file, or data for vae train")
        }
        self = .collection(try PictureCollection(try Dataset.open(path)))
    }
}
