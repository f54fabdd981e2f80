/// How levels and colours that cannot be shown are made of those that can.
///
/// It works on the glyphs' own dots or parts, not on pixels of its own.
public enum Dither: String, Sendable, CaseIterable {
    /// Not at all: each place takes what is nearest.
    case none
    /// By thresholds of Bayer's 8×8 matrix; a change of the picture stays where it is.
    case ordered
    /// By thresholds of a 64×64 blue-noise mask; stays where it is, and shows no pattern.
    case blueNoise = "blue-noise"
    /// Floyd and Steinberg's error diffusion, along a serpentine.
    case floydSteinberg = "floyd-steinberg"
    /// A search for what looks most like the picture from where cells melt together.
    ///
    /// It starts from what another dither gives and changes dots, glyphs and colours as long as
    /// the blurred error falls ("direct binary search": Analoui and Allebach 1992).
    case search

    /// For pictures that stand still.
    public static let still = Dither.search
    /// For pictures that move: only what changed is drawn anew.
    public static let moving = Dither.ordered
}
