import Platform

extension Picture {
    /// This picture with each pixel as a square of `factor` x `factor`.
    public func enlarged(by factor: Int) -> Picture {
        require(factor > 0, "a picture cannot be enlarged by \(factor)")
        guard factor > 1 else { return self }
        var enlarged = [UInt8]()
        enlarged.reserveCapacity(pixels.count * factor * factor)
        for y in 0..<height {
            let start = enlarged.count
            for x in 0..<width {
                let pixel = pixels[(y * width + x) * channels..<(y * width + x + 1) * channels]
                for _ in 0..<factor { enlarged += pixel }
            }
            let row = Array(enlarged[start...])
            for _ in 1..<factor { enlarged += row }
        }
        return Picture(
            width: width * factor, height: height * factor, channels: channels, pixels: enlarged)
    }

    /// This picture enlarged as little as makes its shorter side `side` pixels, or as much as the
    /// longer side can be in a PNG file.
    public func enlarged(toShorterSide side: Int) -> Picture {
        let wanted = (side + min(width, height) - 1) / min(width, height)
        return enlarged(by: max(1, min(wanted, PNG.maximumSide / max(width, height))))
    }
}
