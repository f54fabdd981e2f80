/// How the light of a picture becomes the light of a terminal.
///
/// The steps, in order, on linear light `L` from 0 to 1: levels, exposure `2^e L`, contrast
/// `0.18 (L / 0.18)^c`, gamma `L^(1/γ)`, inversion, and for dots their coverage.
public struct Tone: Sendable, Hashable {
    /// Where black and white come from.
    public enum Levels: String, Sendable, CaseIterable {
        /// The picture's own; but where light has no absolute scale, in a drawing of dots or
        /// characters without colour, the brightest hundredth of the picture is white.
        case automatic = "auto"
        /// Black is 0 and white is 255, always.
        case absolute
        /// The darkest hundredth of the picture is black and the brightest is white.
        case stretched = "stretch"
    }

    /// Where black and white come from.
    public var levels = Levels.automatic
    /// In stops: 1 doubles the light.
    public var exposure: Float = 0
    /// Above 1 spreads the levels away from mid-grey.
    public var contrast: Float = 1
    /// Above 1 brightens what lies between black and white.
    public var gamma: Float = 1
    /// Whether bright becomes dark, for drawings without colour on a light background.
    public var isInverted = false
    /// The part of a cell that the font's eight braille dots, or its densest character, cover.
    ///
    /// Fonts differ: small round dots cover a fifth, the largest all. The less they cover, the
    /// more mid-tones are lifted: the share of lit dots is `L^(c^0.62)` for coverage `c`.
    public var dotCoverage: Float = 0.5

    /// A tone that changes nothing.
    public init() {}
}
