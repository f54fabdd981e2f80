/// How near a drawn picture comes to the one it shows.
package struct QualityScore: Sendable, Equatable {
    /// The peak signal-to-noise ratio in decibels: `−10 log₁₀ mean((a − b)²)` of code values from 0
    /// to 1; 100 where they are equal.
    package let signalToNoise: Double
    /// The structural similarity of the brightness; 1 is equality.
    package let similarity: Double
}

/// The scores of a drawn picture as it is, and with the exposure that suits it best.
///
/// How bright a full braille pattern is depends on the font. A viewer gets used to that, as to a
/// dark photograph; so one factor for all of the picture is allowed where there are no colours.
package struct QualityScores: Sendable, Equatable {
    /// As it is.
    package let raw: QualityScore
    /// With all its light multiplied by `gain`.
    package let fitted: QualityScore
    /// `Σ reference · drawn / Σ drawn²` in blurred linear light, the least-squares factor that
    /// leaves black where it is; 1 for a black drawing.
    package let gain: Double
}
