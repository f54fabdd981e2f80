import CGIF
import Platform

/// A GIF file being written by giflib, into memory.
///
/// The format: GIF89a, https://www.w3.org/Graphics/GIF/spec-gif89a.txt, and the extension
/// `NETSCAPE2.0`, by which programs know an animation that repeats.
final class GIFWriter {
    /// What giflib calls to write; it keeps a pointer to it, so the bytes are an object.
    private final class Memory {
        var bytes = [UInt8]()
    }

    private let memory = Memory()
    private let size: PictureSize
    private var file: UnsafeMutablePointer<GifFileType>?

    /// Begins a file of pictures of one size whose pixels are indices of `colors`.
    ///
    /// - Throws: `Failure` (`unavailable`) if giflib gives up.
    /// - Precondition: the number of colours is a power of two, 2 to 256.
    init(size: PictureSize, colors: [GIFPalette.Color], loops: Bool) throws(Failure) {
        self.size = size
        var error: Int32 = 0
        file = EGifOpen(
            Unmanaged.passUnretained(memory).toOpaque(),
            { file, bytes, count in
                guard let memory = file?.pointee.UserData, let bytes else { return 0 }
                Unmanaged<Memory>.fromOpaque(memory).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return count
            }, &error)
        guard let file else { throw failure(error) }
        EGifSetGifVersion(file, true)

        let entries = colors.map { GifColorType(Red: $0.red, Green: $0.green, Blue: $0.blue) }
        let map = entries.withUnsafeBufferPointer {
            GifMakeMapObject(Int32($0.count), $0.baseAddress)
        }
        defer { GifFreeMapObject(map) }
        guard map != nil else { throw failure(E_GIF_ERR_NOT_ENOUGH_MEM) }
        try check(
            EGifPutScreenDesc(file, Int32(size.width), Int32(size.height), 8, 0, map))
        guard loops else { return }
        try check(EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE))
        try check(EGifPutExtensionBlock(file, 11, "NETSCAPE2.0"))
        // Its first byte names this use of it; the number of repetitions follows, 0 for no end.
        try check(EGifPutExtensionBlock(file, 3, [1, 0, 0] as [UInt8]))
        try check(EGifPutExtensionTrailer(file))
    }

    deinit {
        var error: Int32 = 0
        if let file { EGifCloseFile(file, &error) }
    }

    /// Appends a frame of `indices`, row-major, that is seen for so many hundredths of a second.
    ///
    /// - Throws: `Failure` (`unavailable`) if giflib gives up.
    func append(_ indices: [UInt8], hundredths: UInt16) throws(Failure) {
        // The first byte asks that a frame stays where the next is drawn over it.
        let control = [
            1 << 2, UInt8(truncatingIfNeeded: hundredths), UInt8(hundredths >> 8), 0,
        ]
        try check(EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, 4, control))
        try check(
            EGifPutImageDesc(file, 0, 0, Int32(size.width), Int32(size.height), false, nil))
        var indices = indices
        try check(EGifPutLine(file, &indices, Int32(indices.count)))
    }

    /// Ends the file.
    ///
    /// - Returns: all of its bytes.
    /// - Throws: `Failure` (`unavailable`) if giflib gives up.
    func finish() throws(Failure) -> [UInt8] {
        var error: Int32 = 0
        let status = EGifCloseFile(file, &error)
        file = nil
        guard status == GIF_OK else { throw failure(error) }
        return memory.bytes
    }

    private func check(_ status: Int32) throws(Failure) {
        guard status == GIF_OK else { throw failure(file?.pointee.Error ?? 0) }
    }

    private func failure(_ error: Int32) -> Failure {
        let message = GifErrorString(error).map { String(cString: $0) } ?? "error \(error)"
        return Failure(
            .unavailable, "GIF cannot be written (\(message))", at: "\(size) picture",
            remedy: "free some memory")
    }
}
