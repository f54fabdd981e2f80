/// The colours that a terminal has, and the nearest of them to any light.
///
/// Distances are taken between values encoded as sRGB, where equal steps look about equal.
enum Palette {
    /// Red, green and blue of eight bits each, and nothing but that.
    case trueColor
    /// The 6×6×6 cube from 16 on and the 24 greys from 232 on. The first sixteen of the 256 are
    /// left out: every user has others.
    case cubeAndGreys
    /// The sixteen colours as xterm has them before a user changes them.
    case ansi

    /// The palette of a depth, or nil where there are no colours.
    init?(_ depth: ColorDepth) {
        switch depth {
        case .mono: return nil
        case .ansi16: self = .ansi
        case .palette256: self = .cubeAndGreys
        case .trueColor: self = .trueColor
        }
    }

    /// A colour near `value`, encoded as sRGB, that over many places with thresholds from 0 to 1
    /// makes their mean; each channel has a threshold of its own.
    func dithered(encoded value: SIMD3<Float>, thresholds: SIMD3<Float>) -> PaletteColor {
        switch self {
        case .trueColor: return nearest(encoded: value)
        case .cubeAndGreys:
            let chroma = value.max() - value.min()
            // The greys are nearer to each other than the colours.
            if chroma < 0.04 {
                let level = (value.sum() / 3 * 255 - 8) / 10 + thresholds.x
                return Palette.cubeAndGreyColors[216 + min(max(Int(level), 0), 23)]
            }
            // The cube's first step is 95, all others are 40.
            var index = 0
            for channel in 0..<3 {
                let level = value[channel] * 255
                let place = level < 95 ? level / 95 : (level - 55) / 40
                index = 6 * index + min(max(Int(place + thresholds[channel]), 0), 5)
            }
            return Palette.cubeAndGreyColors[index]
        case .ansi: return nearest(encoded: value + 0.5 * (thresholds - 0.5))
        }
    }

    /// The nearest colour to `light`.
    func nearest(_ light: SIMD3<Float>) -> PaletteColor {
        self == .trueColor ? PaletteColor(light) : nearest(encoded: light.encoded)
    }

    /// The nearest colour to a value encoded as sRGB, which may be a little beyond 0 and 1.
    func nearest(encoded value: SIMD3<Float>) -> PaletteColor {
        switch self {
        case .trueColor: return PaletteColor(value.decoded)
        case .cubeAndGreys:
            let (cube, grey) = (Palette.nearestInCube(value), Palette.nearestGrey(value))
            return value.squaredDistance(to: grey.encoded)
                < value.squaredDistance(to: cube.encoded) ? grey : cube
        case .ansi: return Palette.nearestANSI(value)
        }
    }

    /// Colours near `light` that a search should try: in a mixture the second may do better.
    func candidates(_ light: SIMD3<Float>) -> (PaletteColor, PaletteColor) {
        switch self {
        case .cubeAndGreys:
            let value = light.encoded
            return (Palette.nearestInCube(value), Palette.nearestGrey(value))
        case .trueColor, .ansi:
            let color = nearest(light)
            return (color, color)
        }
    }

    private static func nearestInCube(_ value: SIMD3<Float>) -> PaletteColor {
        // The steps of the cube are 0, 95, 135, 175, 215, 255.
        let index = cubeStep(value.x) * 36 + cubeStep(value.y) * 6 + cubeStep(value.z)
        return cubeAndGreyColors[index]
    }

    @inline(__always)
    private static func cubeStep(_ value: Float) -> Int {
        let level = value * 255
        return level < 47.5 ? 0 : level < 115 ? 1 : min(Int((level - 35) / 40), 5)
    }

    private static func nearestGrey(_ value: SIMD3<Float>) -> PaletteColor {
        // The greys are 8, 18, … 238.
        let level = value.sum() / 3 * 255
        return cubeAndGreyColors[216 + min(max(Int((level - 3) / 10), 0), 23)]
    }

    private static func nearestANSI(_ value: SIMD3<Float>) -> PaletteColor {
        var best = (color: ansiColors[0], distance: Float.infinity)
        for color in ansiColors {
            let distance = value.squaredDistance(to: color.encoded)
            if distance < best.distance { best = (color, distance) }
        }
        return best.color
    }

    private static let cubeAndGreyColors: [PaletteColor] =
        (0..<216).map { index in
            let steps = [index / 36, index / 6 % 6, index % 6]
            let levels = steps.map { UInt8($0 == 0 ? 0 : 55 + 40 * $0) }
            return PaletteColor(.palette(UInt8(16 + index)), samples: levels)
        }
        + (0..<24).map { grey in
            PaletteColor(
                .palette(UInt8(232 + grey)),
                samples: [UInt8](repeating: UInt8(8 + 10 * grey), count: 3))
        }

    private static let ansiColors: [PaletteColor] = [
        [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205],
        [0, 205, 205], [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0],
        [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255],
    ].enumerated().map { PaletteColor(.ansi(UInt8($0.offset)), samples: $0.element) }
}

/// A colour that a terminal shows and its light.
struct PaletteColor {
    let color: TerminalColor
    /// Red, green and blue in linear light.
    let light: SIMD3<Float>
    /// Red, green and blue encoded as sRGB, from 0 to 1.
    let encoded: SIMD3<Float>

    /// The colour of eight bits a channel that is nearest to `light`.
    init(_ light: SIMD3<Float>) {
        let samples = (SRGB.sample(light.x), SRGB.sample(light.y), SRGB.sample(light.z))
        color = .rgb(samples.0, samples.1, samples.2)
        self.light = light
        encoded = light.encoded
    }

    init(_ color: TerminalColor, samples: [UInt8]) {
        self.color = color
        light = SIMD3(
            SRGB.light[Int(samples[0])], SRGB.light[Int(samples[1])], SRGB.light[Int(samples[2])])
        encoded = SIMD3(Float(samples[0]), Float(samples[1]), Float(samples[2])) / 255
    }
}

extension SIMD3<Float> {
    /// This light encoded as sRGB.
    @inline(__always)
    var encoded: SIMD3<Float> {
        SIMD3(SRGB.encoded(x), SRGB.encoded(y), SRGB.encoded(z))
    }

    /// The light of these values encoded as sRGB.
    fileprivate var decoded: SIMD3<Float> {
        SIMD3(SRGB.exactLight(x), SRGB.exactLight(y), SRGB.exactLight(z))
    }

    @inline(__always)
    fileprivate func squaredDistance(to other: SIMD3<Float>) -> Float {
        let difference = self - other
        return (difference * difference).sum()
    }
}
