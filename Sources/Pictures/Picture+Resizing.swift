import Platform

extension Picture {
    /// The size in pixels.
    public var size: PictureSize { PictureSize(width: width, height: height) }

    /// This picture at another size.
    ///
    /// Each side averages areas to shrink and interpolates linearly to grow. Sample values are
    /// averaged as they are, not as light: so do the tools that most data sets were made with.
    public func resized(to size: PictureSize, fit: PictureFit) -> Picture {
        if size == self.size { return self }
        if fit == .stretch { return stretched(to: size) }
        if fit == .pad, width <= size.width, height <= size.height { return placed(in: size) }

        // Ratios of whole numbers, compared without rounding: equal proportions stay exact.
        let isWider = width * size.height > size.width * height
        if isWider == (fit == .pad) {
            // The width decides: all of it is shown, or the height is cut.
            if fit == .pad {
                let inner = max(1, (height * size.width + width / 2) / width)
                return stretched(to: PictureSize(width: size.width, height: inner)).placed(in: size)
            }
            let kept = max(1, (width * size.height + size.width / 2) / size.width)
            return cut(to: PictureSize(width: width, height: min(height, kept)))
                .stretched(to: size)
        }
        if fit == .pad {
            let inner = max(1, (width * size.height + height / 2) / height)
            return stretched(to: PictureSize(width: inner, height: size.height)).placed(in: size)
        }
        let kept = max(1, (height * size.width + size.height / 2) / size.height)
        return cut(to: PictureSize(width: min(width, kept), height: height)).stretched(to: size)
    }

    /// The middle part of this size, which is not larger.
    private func cut(to size: PictureSize) -> Picture {
        let left = (width - size.width) / 2
        let top = (height - size.height) / 2
        var part = Picture(width: size.width, height: size.height, channels: channels)
        part.copyRows(
            of: self, from: (x: left, y: top), to: (x: 0, y: 0), size: size)
        return part
    }

    /// This picture in the middle of a black one that is not smaller.
    private func placed(in size: PictureSize) -> Picture {
        var whole = Picture(width: size.width, height: size.height, channels: channels)
        whole.copyRows(
            of: self, from: (x: 0, y: 0),
            to: (x: (size.width - width) / 2, y: (size.height - height) / 2), size: self.size)
        return whole
    }

    private func stretched(to size: PictureSize) -> Picture {
        if size == self.size { return self }
        let across = ResamplingWeights(from: width, to: size.width, growing: .linear)
        let down = ResamplingWeights(from: height, to: size.height, growing: .linear)
        let rowLength = size.width * channels

        // [height, new width, channels], then [new height, new width, channels].
        let wide = pixels.withUnsafeBufferPointer { source in
            [Float](unsafeUninitializedCapacity: height * rowLength) { target, count in
                for y in 0..<height {
                    let row = y * width * channels
                    across.forEach { x, start, weights in
                        for channel in 0..<channels {
                            var sum: Float = 0
                            var place = row + start * channels + channel
                            for weight in weights {
                                sum += weight * Float(source[place])
                                place += channels
                            }
                            target[y * rowLength + x * channels + channel] = sum
                        }
                    }
                }
                count = height * rowLength
            }
        }
        var sums = [Float](repeating: 0, count: rowLength)
        let samples = [UInt8](unsafeUninitializedCapacity: size.height * rowLength) {
            target, count in
            sums.withUnsafeMutableBufferPointer { sums in
                wide.withUnsafeBufferPointer { source in
                    down.forEach { y, start, weights in
                        sums.update(repeating: 0.5)
                        for (offset, weight) in weights.enumerated() {
                            let row = (start + offset) * rowLength
                            for x in 0..<rowLength { sums[x] += weight * source[row + x] }
                        }
                        for x in 0..<rowLength {
                            target[y * rowLength + x] = UInt8(min(max(sums[x], 0), 255))
                        }
                    }
                }
            }
            count = size.height * rowLength
        }
        return Picture(
            width: size.width, height: size.height, channels: channels, pixels: samples)
    }
}
