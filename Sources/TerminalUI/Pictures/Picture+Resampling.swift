import Pictures

extension Picture {
    /// This picture at another size: each side averages areas to shrink, interpolates to grow.
    func resampled(width newWidth: Int, height newHeight: Int) -> Picture {
        if newWidth == width && newHeight == height { return self }
        let across = ResamplingWeights(from: width, to: newWidth)
        let down = ResamplingWeights(from: height, to: newHeight)
        let rowLength = newWidth * channels

        // [height, newWidth, channels], then [newHeight, newWidth, channels].
        let wide = pixels.withUnsafeBufferPointer { source in
            [Float](unsafeUninitializedCapacity: height * rowLength) { target, count in
                across.forEach { x, start, weights in
                    for y in 0..<height {
                        for channel in 0..<channels {
                            var sum: Float = 0
                            var place = (y * width + start) * channels + channel
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
        let samples = wide.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: newHeight * rowLength) { target, count in
                down.forEach { y, start, weights in
                    for x in 0..<rowLength {
                        var sum: Float = 0
                        var place = start * rowLength + x
                        for weight in weights {
                            sum += weight * source[place]
                            place += rowLength
                        }
                        target[y * rowLength + x] = UInt8(min(max(sum + 0.5, 0), 255))
                    }
                }
                count = newHeight * rowLength
            }
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: samples)
    }
}

/// Which source pixels make a target pixel along one side, and how much of each.
private struct ResamplingWeights {
    /// For each target pixel, the first source pixel.
    private(set) var starts = [Int]()
    /// The weights of all target pixels, one after another; those of a pixel add up to 1.
    private(set) var weights = [Float]()
    private var ends = [0]

    /// Calls `body` with each target pixel, its first source pixel and the weights from there on.
    func forEach(_ body: (_ index: Int, _ start: Int, UnsafeBufferPointer<Float>) -> Void) {
        weights.withUnsafeBufferPointer { all in
            for index in starts.indices {
                let own = UnsafeBufferPointer(rebasing: all[ends[index]..<ends[index + 1]])
                body(index, starts[index], own)
            }
        }
    }

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        for index in 0..<target {
            if target < source {
                let left = Double(index) * scale
                let right = min(left + scale, Double(source))
                let first = Int(left)
                let last = min(Int(right.rounded(.up)), source)
                starts.append(first)
                for pixel in first..<last {
                    let covered = min(right, Double(pixel + 1)) - max(left, Double(pixel))
                    weights.append(Float(covered / (right - left)))
                }
            } else {
                // The centres of the outermost pixels bound what is interpolated.
                let center = (Double(index) + 0.5) * scale - 0.5
                let place = min(max(center, 0), Double(source - 1))
                let first = min(Int(place), max(source - 2, 0))
                let fraction = Float(place - Double(first))
                starts.append(first)
                weights.append(1 - fraction)
                if source > 1 { weights.append(fraction) }
            }
            ends.append(weights.count)
        }
    }
}
