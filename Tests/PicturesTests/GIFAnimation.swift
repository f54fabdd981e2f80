import CGIF
import Platform

/// A GIF file as giflib reads it.
struct GIFAnimation {
    /// A frame.
    struct Frame {
        /// Red, green and blue of each pixel, row-major.
        let pixels: [UInt8]
        /// How long it is seen.
        let hundredths: Int

        /// Each pixel.
        var colors: [[UInt8]] {
            stride(from: 0, to: pixels.count, by: 3).map { Array(pixels[$0..<$0 + 3]) }
        }
    }

    /// What was wrong with a file.
    struct Problem: Error { let status: Int32 }

    let width: Int
    let height: Int
    private(set) var frames = [Frame]()
    /// How often it is repeated, 0 being for ever; nil if it is not.
    private(set) var repetitions: Int?

    /// Bytes, and how many of them have been read.
    private final class Source {
        let bytes: [UInt8]
        var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// Reads the file that `bytes` is.
    init(_ bytes: [UInt8]) throws {
        let source = Source(bytes)
        var status: Int32 = 0
        let opened = DGifOpen(
            Unmanaged.passUnretained(source).toOpaque(),
            { file, target, wanted in
                guard let user = file?.pointee.UserData else { return 0 }
                let source = Unmanaged<Source>.fromOpaque(user).takeUnretainedValue()
                let count = min(Int(wanted), source.bytes.count - source.position)
                for index in 0..<count { target?[index] = source.bytes[source.position + index] }
                source.position += count
                return Int32(count)
            }, &status)
        guard let opened else { throw Problem(status: status) }
        defer { DGifCloseFile(opened, nil) }
        guard DGifSlurp(opened) == GIF_OK else { throw Problem(status: opened.pointee.Error) }
        let file = opened.pointee
        width = Int(file.SWidth)
        height = Int(file.SHeight)
        for index in 0..<Int(file.ImageCount) {
            let image = file.SavedImages[index]
            var control = GraphicsControlBlock()
            DGifSavedExtensionToGCB(opened, Int32(index), &control)
            let pixels = (0..<width * height).flatMap { pixel in
                let color = file.SColorMap.pointee.Colors[Int(image.RasterBits[pixel])]
                return [color.Red, color.Green, color.Blue]
            }
            frames.append(Frame(pixels: pixels, hundredths: Int(control.DelayTime)))
            for block in 0..<Int(image.ExtensionBlockCount) {
                let name = image.ExtensionBlocks[block]
                guard name.Function == APPLICATION_EXT_FUNC_CODE, name.ByteCount == 11,
                    (0..<11).map({ name.Bytes[$0] }) == Array("NETSCAPE2.0".utf8)
                else { continue }
                let value = image.ExtensionBlocks[block + 1]
                repetitions = Int(value.Bytes[1]) | Int(value.Bytes[2]) << 8
            }
        }
        withExtendedLifetime(source) {}
    }
}
