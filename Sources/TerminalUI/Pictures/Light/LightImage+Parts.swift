extension LightImage {
    /// One channel alone.
    func plane(_ channel: Int) -> LightImage {
        let count = width * height
        return LightImage(
            width: width, height: height, channels: 1,
            samples: Array(samples[channel * count..<(channel + 1) * count]))
    }

    /// The means of one channel over squares of `step` samples a side.
    func reduced(by step: Int, _ channel: Int) -> [Float] {
        let (width, height) = (self.width / step, self.height / step)
        var means = [Float](repeating: 0, count: width * height)
        let scale = 1 / Float(step * step)
        samples.withUnsafeBufferPointer { samples in
            means.withUnsafeMutableBufferPointer { means in
                for y in 0..<height * step {
                    let line = (channel * self.height + y) * self.width
                    for x in 0..<width {
                        var sum: Float = 0
                        for part in 0..<step { sum += samples[line + x * step + part] }
                        means[y / step * width + x] += sum * scale
                    }
                }
            }
        }
        return means
    }
}
