/// A colour of eight bits a channel, encoded as sRGB.
package struct RGBColor: Sendable, Equatable {
    /// The three channels, 0 to 255.
    package let red, green, blue: UInt8

    /// A colour of three channels.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// All channels off.
    package static let black = RGBColor(0, 0, 0)
    /// All channels full.
    package static let white = RGBColor(255, 255, 255)

    /// The light of each channel, 0 to 1.
    package var light: [Float] { [red, green, blue].map { LinearLight.ofCode[Int($0)] } }

    /// The colour number `index` of xterm: 16 of ANSI, a cube of 6×6×6, 24 greys.
    ///
    /// The first 16 are what xterm shows unless told otherwise; terminals differ in them. The
    /// cube's steps are 0, 95, 135, 175, 215, 255, the greys 8, 18, … 238.
    package static func palette(_ index: UInt8) -> RGBColor {
        if index < 16 { return ansi[Int(index)] }
        if index >= 232 {
            let level = 8 + 10 * (index - 232)
            return RGBColor(level, level, level)
        }
        func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }
        let cell = index - 16
        return RGBColor(level(cell / 36), level(cell / 6 % 6), level(cell % 6))
    }

    private static let ansi = [
        black, RGBColor(205, 0, 0), RGBColor(0, 205, 0), RGBColor(205, 205, 0),
        RGBColor(0, 0, 238), RGBColor(205, 0, 205), RGBColor(0, 205, 205), RGBColor(229, 229, 229),
        RGBColor(127, 127, 127), RGBColor(255, 0, 0), RGBColor(0, 255, 0), RGBColor(255, 255, 0),
        RGBColor(92, 92, 255), RGBColor(255, 0, 255), RGBColor(0, 255, 255), white,
    ]
}
