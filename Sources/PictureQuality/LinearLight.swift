import Glibc

/// The transfer function of sRGB (IEC 61966-2-1), between code values and light.
package enum LinearLight {
    /// The light of each 8-bit code value: 0 is none, 1 is the brightest.
    ///
    /// With `v = code / 255`, it is `v / 12.92` up to 0.04045 and `((v + 0.055) / 1.055)^2.4`
    /// above.
    package static let ofCode: [Float] = (0...255).map { code in
        let value = Double(code) / 255
        return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }

    /// The code value, 0 to 1, of `light`, which is clamped to 0 and 1.
    @inline(__always)
    package static func encoded(_ light: Float) -> Float {
        if light <= 0.003_130_8 { return max(light, 0) * 12.92 }
        return light >= 1 ? 1 : 1.055 * powf(light, 1 / 2.4) - 0.055
    }

    /// The brightness of a colour of linear light, with the weights of BT.709.
    @inline(__always)
    package static func luminance(_ red: Float, _ green: Float, _ blue: Float) -> Float {
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}
