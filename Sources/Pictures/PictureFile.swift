public import Platform

/// Picture files of every format that is read: PNG, JPEG, PGM and PPM.
public enum PictureFile {
    /// The picture in the file that `bytes` is, whose content tells the format.
    ///
    /// - Parameters:
    ///   - name: what errors call the file.
    ///   - background: the grey that what is transparent is laid over.
    /// - Throws: `Failure` (`data`) for what is no picture, truncated, corrupt or too large.
    public static func decode(
        _ bytes: [UInt8], name: String, background: UInt8 = 255
    ) throws(Failure) -> Picture {
        switch try format(of: bytes, name) {
        case .png: try PNG.decode(bytes, name: name, background: background)
        case .jpeg: try JPEG.decode(bytes, name: name)
        case .pnm: try PNM.decode(bytes, name: name)
        }
    }

    /// Reads the picture at `path`.
    ///
    /// - Throws: `Failure` (`noInput`) if the file cannot be read, else as `decode` does.
    public static func read(
        _ path: String, background: UInt8 = 255
    ) throws(Failure) -> Picture {
        try decode(try FileSystem.read(path), name: path, background: background)
    }

    /// Whether `bytes` begin as a picture file does.
    package static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: PNG.signature) || JPEG.begins(bytes) || PNM.begins(bytes)
    }

    /// Whether the ending of `name` is one that picture files have.
    package static func hasKnownEnding(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".png", ".jpg", ".jpeg", ".jpe", ".pgm", ".ppm", ".pnm"].contains {
            name.hasSuffix($0)
        }
    }

    /// What the beginning of a picture file says of the picture.
    ///
    /// - Throws: `Failure` (`data`) for what is no picture, or corrupt.
    package static func header(
        _ bytes: [UInt8], name: String
    ) throws(Failure) -> PictureHeaderOutcome {
        switch try format(of: bytes, name) {
        case .png: try PNG.header(bytes, name: name)
        case .jpeg: try JPEG.header(bytes, name: name)
        case .pnm: try PNM.header(bytes, name: name)
        }
    }

    private enum Format { case png, jpeg, pnm }

    private static func format(of bytes: [UInt8], _ name: String) throws(Failure) -> Format {
        if bytes.starts(with: PNG.signature) { return .png }
        if JPEG.begins(bytes) { return .jpeg }
        if PNM.begins(bytes) { return .pnm }
        guard !bytes.isEmpty else {
            throw Failure(.data, "the file is empty", at: name, remedy: "copy it again")
        }
        throw Failure(
            .data, "not a picture", at: name,
            remedy: "remove it, or convert it to PNG, JPEG, PGM or PPM")
    }
}
