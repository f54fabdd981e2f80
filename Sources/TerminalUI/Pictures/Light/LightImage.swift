import Pictures

/// A picture in linear light, 0 black to 1 white, at the size that a drawing needs.
struct LightImage {
    /// Samples in a row.
    let width: Int
    /// Rows.
    let height: Int
    /// 1 for luminance, 3 for red, green and blue.
    let channels: Int
    /// The light, `[channels, height, width]`.
    var samples: [Float]

    init(width: Int, height: Int, channels: Int, samples: [Float]) {
        self.width = width
        self.height = height
        self.channels = channels
        self.samples = samples
    }

    /// `picture` at another size, averaged as light and not as samples.
    ///
    /// - Parameter inColor: false makes the luminance alone.
    init(_ picture: Picture, width: Int, height: Int, inColor: Bool) {
        self.width = width
        self.height = height
        channels = inColor ? picture.channels : 1
        let size = picture.size
        let across = ResamplingWeights(from: size.width, to: width, growing: .cubic)
        let down = ResamplingWeights(from: size.height, to: height, growing: .cubic)
        let source = LightImage.light(of: picture, channels: channels)
        // The side that makes fewer samples goes first.
        let isDownFirst = height < size.height
        let half = isDownFirst ? size.width * height : width * size.height
        var between = [Float](repeating: 0, count: half)
        samples = [Float](repeating: 0, count: channels * height * width)
        samples.withUnsafeMutableBufferPointer { target in
            source.withUnsafeBufferPointer { source in
                between.withUnsafeMutableBufferPointer { between in
                    for channel in 0..<channels {
                        let from = UnsafeBufferPointer(
                            rebasing: source[(channel * size.width * size.height)...])
                        let to = UnsafeMutableBufferPointer(
                            rebasing: target[(channel * height * width)...])
                        if isDownFirst {
                            down.applyDown(width: size.width, from: from, to: between)
                            across.apply(
                                rows: height, sourceWidth: size.width,
                                from: UnsafeBufferPointer(between), to: to)
                        } else {
                            across.apply(
                                rows: size.height, sourceWidth: size.width, from: from,
                                to: between)
                            down.applyDown(
                                width: width, from: UnsafeBufferPointer(between), to: to)
                        }
                    }
                }
            }
        }
        // A cubic swings over edges; there is no light below none or beyond white.
        samples.withUnsafeMutableBufferPointer { samples in
            for place in samples.indices { samples[place] = min(max(samples[place], 0), 1) }
        }
    }

    /// The light of every pixel, `[channels, height, width]`.
    private static func light(of picture: Picture, channels: Int) -> [Float] {
        let count = picture.width * picture.height
        return [Float](unsafeUninitializedCapacity: channels * count) { light, initialized in
            picture.pixels.withUnsafeBufferPointer { pixels in
                if picture.channels == 3 && channels == 1 {
                    SRGB.weightedLight.withUnsafeBufferPointer { table in
                        for place in 0..<count {
                            let red = table[Int(pixels[3 * place])]
                            let green = table[256 + Int(pixels[3 * place + 1])]
                            let blue = table[512 + Int(pixels[3 * place + 2])]
                            light[place] = red + green + blue
                        }
                    }
                } else {
                    SRGB.light.withUnsafeBufferPointer { table in
                        for channel in 0..<channels {
                            for place in 0..<count {
                                light[channel * count + place] =
                                    table[Int(pixels[place * channels + channel])]
                            }
                        }
                    }
                }
            }
            initialized = channels * count
        }
    }
}
