import CJPEG
public import Platform

/// Pictures from JPEG files, through libjpeg-turbo.
public enum JPEG {
    /// The most pixels a side that are read.
    public static let maximumSide = PNG.maximumSide

    /// The picture in the JPEG file that `bytes` is; `name` is what errors call it.
    ///
    /// A grey file becomes grey, every other RGB; CMYK is converted without a colour profile. The
    /// picture is turned as the camera notes in the EXIF data.
    ///
    /// - Throws: `Failure` (`data`) for what is no JPEG, truncated, corrupt or over `maximumSide`,
    ///   (`unavailable`) if memory runs out.
    public static func decode(_ bytes: [UInt8], name: String) throws(Failure) -> Picture {
        guard begins(bytes) else {
            throw Failure(.data, "not a JPEG file", at: name, remedy: "name a JPEG file")
        }
        var info = cjpeg_info()
        try check(read(bytes, &info), name)
        try checkInfo(info, name)
        var outcome: (status: cjpeg_status, message: String) = (CJPEG_OK, "")
        let size = Int(info.width) * Int(info.height) * Int(info.channels)
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            outcome = withMessage {
                cjpeg_decode(bytes, bytes.count, &info, buffer.baseAddress, $0)
            }
            count = outcome.status == CJPEG_OK ? size : 0
        }
        try check(outcome, name)
        return Picture(
            width: Int(info.width), height: Int(info.height), channels: Int(info.channels),
            pixels: pixels
        ).turned(orientation(bytes))
    }

    /// Whether `bytes` begin as a JPEG file does.
    package static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xD8, 0xFF]) }

    /// What the beginning of a JPEG file says of the picture.
    ///
    /// - Throws: `Failure` (`data`) if the header is corrupt.
    package static func header(
        _ bytes: [UInt8], name: String
    ) throws(Failure) -> PictureHeaderOutcome {
        var info = cjpeg_info()
        let outcome = read(bytes, &info)
        if outcome.status == CJPEG_TRUNCATED { return .needsMore }
        try check(outcome, name)
        try checkInfo(info, name)
        let orientation = orientation(bytes)
        var traits = Set<PictureHeader.Trait>()
        if info.is_cmyk != 0 { traits.insert(.cmyk) }
        if orientation != .upright { traits.insert(.orientation) }
        return .header(
            PictureHeader(
                size: PictureSize(width: Int(info.width), height: Int(info.height))
                    .turned(orientation),
                channels: Int(info.channels), traits: traits))
    }

    private typealias Outcome = (status: cjpeg_status, message: String)

    private static func read(_ bytes: [UInt8], _ info: inout cjpeg_info) -> Outcome {
        withMessage { cjpeg_read_info(bytes, bytes.count, &info, $0) }
    }

    private static func withMessage(
        _ body: (UnsafeMutablePointer<CChar>?) -> cjpeg_status
    ) -> Outcome {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CJPEG_MESSAGE_SIZE)) { text in
            text.initialize(repeating: 0)
            let status = body(text.baseAddress)
            return (status, text.baseAddress.map { String(cString: $0) } ?? "")
        }
    }

    private static func checkInfo(_ info: cjpeg_info, _ name: String) throws(Failure) {
        guard info.width > 0, info.height > 0 else {
            throw Failure(
                .data, "JPEG file is corrupt (a side is 0)", at: name, remedy: "copy it again")
        }
        try PNG.checkSize(Int(info.width), Int(info.height), name)
    }

    private static func check(_ outcome: Outcome, _ name: String) throws(Failure) {
        switch outcome.status {
        case CJPEG_OK: return
        case CJPEG_TRUNCATED:
            throw Failure(.data, "JPEG file is truncated", at: name, remedy: "copy it again")
        case CJPEG_OUT_OF_MEMORY:
            throw Failure(
                .unavailable, "not enough memory for the picture", at: name,
                remedy: "free some memory")
        default:
            throw Failure(
                .data, "JPEG file is corrupt (\(outcome.message))", at: name,
                remedy: "copy it again")
        }
    }
}
