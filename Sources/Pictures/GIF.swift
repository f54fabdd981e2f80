import CGIF
public import Platform

/// Animated pictures as GIF files, through giflib.
public enum GIF {
    /// The bytes of a GIF file that shows `frames` one after the other.
    ///
    /// Grey pictures keep every level. Pictures in colour share a palette: exact for up to 256
    /// colours, else the nearest of 256 that are chosen for them.
    ///
    /// - Parameters:
    ///   - seconds: how long a frame is seen, in steps of 0.01 s. It is at least 0.02 s, because
    ///     browsers slow down what wants to be faster.
    ///   - loops: whether it begins anew at the end, for ever.
    /// - Throws: `Failure` (`data`) for frames over `PNG.maximumSide`, (`unavailable`) if giflib
    ///   gives up, for instance for want of memory.
    /// - Precondition: at least one frame, all of one size and number of channels.
    public static func bytes(
        of frames: [Picture], delay seconds: Double, loops: Bool
    ) throws(Failure) -> [UInt8] {
        guard let first = frames.first else { fatalError("an animation needs frames, has 0") }
        for (index, frame) in frames.enumerated() {
            require(
                (frame.width, frame.height, frame.channels)
                    == (first.width, first.height, first.channels),
                "frame \(index) of an animation is \(frame.width)x\(frame.height)x\(frame.channels)"
                    + ", the first is \(first.width)x\(first.height)x\(first.channels)")
        }
        try PNG.checkSize(first.width, first.height, "picture")
        let palette = GIFPalette(for: frames)
        let writer = try GIFWriter(size: first.size, colors: palette.colors, loops: loops)
        let hundredths = UInt16(min(max((seconds * 100).rounded(), 2), 65_535))
        for frame in frames {
            try writer.append(palette.indices(of: frame), hundredths: hundredths)
        }
        return try writer.finish()
    }

    /// Writes the GIF file at `path`, whole or not at all.
    ///
    /// - Throws: `Failure` as `bytes` does, (`cannotCreate` or `inputOutput`) for the file.
    public static func write(
        _ frames: [Picture], delay seconds: Double, loops: Bool, to path: String
    ) throws(Failure) {
        try AtomicFile.write(bytes(of: frames, delay: seconds, loops: loops), to: path)
    }
}
