import Glibc

/// What a `Tone` makes of each level of light, for one picture.
struct ToneCurve {
    /// Steps of a table over the square root of light, finer than any terminal shows.
    fileprivate static let steps = 1024
    /// The result at each step.
    private let table: [Float]

    @inline(__always)
    fileprivate static func index(_ light: Float) -> Int {
        Int(light.squareRoot() * Float(steps - 1) + 0.5)
    }

    /// The curve of `tone` for `image`, whose levels it may depend on.
    ///
    /// - Parameters:
    ///   - coverage: the part of a cell that a full one lights.
    ///   - isRelative: whether light has no absolute scale in the drawing, as in one of dots.
    init?(_ tone: Tone, for image: LightImage, coverage: Float, isRelative: Bool) {
        var (black, white): (Float, Float) = (0, 1)
        switch tone.levels {
        case .absolute: break
        case .automatic: if isRelative { white = image.brightness(below: 0.99) }
        case .stretched:
            black = image.brightness(below: 0.01)
            white = image.brightness(below: 0.99)
        }
        if white - black < 1e-3 { (black, white) = (0, max(white, 1e-3)) }
        let scale = exp2f(tone.exposure) / (white - black)
        let lift = powf(coverage, 0.62)
        let isIdentity =
            black == 0 && scale == 1 && tone.contrast == 1 && tone.gamma == 1 && lift == 1
            && !tone.isInverted
        if isIdentity { return nil }

        let midGrey: Float = 0.18
        table = (0..<ToneCurve.steps).map { index in
            let root = Float(index) / Float(ToneCurve.steps - 1)
            var light = max((root * root - black) * scale, 0)
            if tone.contrast != 1 { light = midGrey * powf(light / midGrey, tone.contrast) }
            light = min(light, 1)
            if tone.gamma != 1 { light = powf(light, 1 / tone.gamma) }
            if tone.isInverted { light = SRGB.exactLight(1 - SRGB.encoded(light)) }
            return lift == 1 ? light : powf(light, lift)
        }
    }

    /// Changes every sample of `image`.
    func apply(to image: inout LightImage) {
        table.withUnsafeBufferPointer { table in
            image.samples.withUnsafeMutableBufferPointer { samples in
                for place in samples.indices {
                    samples[place] = table[ToneCurve.index(samples[place])]
                }
            }
        }
    }
}

extension LightImage {
    /// The light that a share of the samples does not exceed.
    func brightness(below share: Float) -> Float {
        var counts = [Int](repeating: 0, count: ToneCurve.steps)
        for sample in samples { counts[ToneCurve.index(sample)] += 1 }
        var left = Int(Float(samples.count) * share)
        for (index, count) in counts.enumerated() {
            left -= count
            if left < 0 {
                let root = Float(index) / Float(ToneCurve.steps - 1)
                return root * root
            }
        }
        return 1
    }
}
