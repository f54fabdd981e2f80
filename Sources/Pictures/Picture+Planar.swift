import Platform

// Tensors keep a picture as `[channels, height, width]`; pictures interleave the channels.
extension Picture {
    /// A picture from levels in [0, 1], laid out `[channels, height, width]`.
    ///
    /// A sample is `round(255 · level)`, halves away from zero. What lies outside is clamped,
    /// and NaN is black.
    public init(width: Int, height: Int, channels: Int, planar levels: UnsafeBufferPointer<Float>) {
        self.init(width, height, channels, levels) { level in
            // NaN fails both comparisons.
            level >= 1 ? 255 : level > 0 ? UInt8((level * 255).rounded()) : 0
        }
    }

    /// A picture from levels in [0, 1], laid out `[channels, height, width]`.
    public init(width: Int, height: Int, channels: Int, planar levels: [Float]) {
        self = levels.withUnsafeBufferPointer {
            Picture(width: width, height: height, channels: channels, planar: $0)
        }
    }

    /// A picture from samples laid out `[channels, height, width]`.
    public init(
        width: Int, height: Int, channels: Int, planar samples: UnsafeBufferPointer<UInt8>
    ) {
        self.init(width, height, channels, samples) { $0 }
    }

    /// A picture from samples laid out `[channels, height, width]`.
    public init(width: Int, height: Int, channels: Int, planar samples: [UInt8]) {
        self = samples.withUnsafeBufferPointer {
            Picture(width: width, height: height, channels: channels, planar: $0)
        }
    }

    @inline(__always)
    private init<Sample>(
        _ width: Int, _ height: Int, _ channels: Int, _ samples: UnsafeBufferPointer<Sample>,
        _ convert: (Sample) -> UInt8
    ) {
        let size = Picture.sampleCount(width, height, channels)
        require(
            samples.count == size,
            "a picture of \(width)x\(height)x\(channels) needs \(size) samples, "
                + "not \(samples.count)")
        let plane = width * height
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            for channel in 0..<channels {
                var target = channel
                for source in channel * plane..<(channel + 1) * plane {
                    buffer[target] = convert(samples[source])
                    target += channels
                }
            }
            count = size
        }
        self.init(width: width, height: height, channels: channels, pixels: pixels)
    }

    /// Writes the samples to `target`, laid out `[channels, height, width]`.
    ///
    /// A grey picture may be written as three channels, which are then all the same.
    package func copyPlanar(channels count: Int, to target: UnsafeMutableBufferPointer<UInt8>) {
        let plane = width * height
        require(
            count == channels || channels == 1,
            "a picture of \(channels) channels cannot be copied as \(count)")
        require(
            target.count == plane * count,
            "\(count) planes of \(width)x\(height) do not fit \(target.count) bytes")
        pixels.withUnsafeBufferPointer { source in
            for channel in 0..<count {
                var place = min(channel, channels - 1)
                for index in channel * plane..<(channel + 1) * plane {
                    target[index] = source[place]
                    place += channels
                }
            }
        }
    }
}
