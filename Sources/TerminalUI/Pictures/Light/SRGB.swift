import Glibc

/// The curve between samples encoded as sRGB and linear light, both from 0 to 1 (IEC 61966-2-1).
///
/// Mixing happens in light: what an eye far away sees of two pixels side by side is the mean of
/// their light, not of their samples.
enum SRGB {
    /// The light of each 8-bit sample.
    static let light: [Float] = (0..<256).map { Float(exactLight(Double($0) / 255)) }

    /// What each 8-bit sample of red, then of green, then of blue adds to the luminance: its light
    /// times the channel's share (BT.709).
    static let weightedLight: [Float] = [0.2126, 0.7152, 0.0722].flatMap { share in
        light.map { share * $0 }
    }

    /// The encoded value of light: `1.055 L^(1/2.4) - 0.055`, linear near black; light beyond 0
    /// or 1 is cut off.
    @inline(__always)
    static func encoded(_ light: Float) -> Float {
        encodedByRoot[Int(min(max(light, 0), 1).squareRoot() * Float(rootSteps - 1) + 0.5)]
    }

    /// The encoded values of four lights.
    @inline(__always)
    static func encoded(_ light: SIMD4<Float>) -> SIMD4<Float> {
        let roots = light.clamped(lowerBound: .zero, upperBound: .one).squareRoot()
        let places = roots * Float(rootSteps - 1) + 0.5
        return SIMD4(
            encodedByRoot[Int(places.x)], encodedByRoot[Int(places.y)],
            encodedByRoot[Int(places.z)], encodedByRoot[Int(places.w)])
    }

    /// The 8-bit sample of light.
    @inline(__always)
    static func sample(_ light: Float) -> UInt8 { UInt8(encoded(light) * 255 + 0.5) }

    // Over the square root of light the curve is nearly straight, so that steps of equal size
    // serve it well.
    private static let rootSteps = 4096
    private static let encodedByRoot: [Float] = (0..<rootSteps).map {
        let root = Double($0) / Double(rootSteps - 1)
        return Float(exactEncoded(root * root))
    }

    /// The light of an encoded value, by the formula.
    static func exactLight(_ value: Float) -> Float { Float(exactLight(Double(value))) }

    private static func exactLight(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    private static func exactEncoded(_ light: Double) -> Double {
        light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    }
}
