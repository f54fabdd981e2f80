import Glibc
import Platform

/// A way from one point of the latent space to another.
public enum LatentPath: String, CaseIterable, Sendable {
    /// The straight line, (1 − t) a + t b.
    case linear
    /// Along the arc between the directions of a and b,
    /// (sin((1 − t) ω) a + sin(t ω) b) / sin ω, where ω is their angle.
    ///
    /// Where the angle has no arc of its own (parallel, opposite or zero), it is the straight line.
    /// (White, "Sampling generative networks", 2016.)
    case spherical

    /// The point at `t`, 0 being `start` and 1 `end`.
    ///
    /// - Precondition: both points have as many latents.
    public func point(at t: Double, from start: [Float], to end: [Float]) -> [Float] {
        require(
            start.count == end.count,
            "LatentPath: a point of \(start.count) latents and one of \(end.count)")
        if t <= 0 { return start }
        if t >= 1 { return end }
        let (a, b) = weights(at: t, start, end)
        return zip(start, end).map { Float(a * Double($0) + b * Double($1)) }
    }

    private func weights(at t: Double, _ start: [Float], _ end: [Float]) -> (Double, Double) {
        guard self == .spherical else { return (1 - t, t) }
        let length = (dot(start, start) * dot(end, end)).squareRoot()
        guard length > 0 else { return (1 - t, t) }
        let angle = acos(min(max(dot(start, end) / length, -1), 1))
        guard sin(angle) > 1e-6 else { return (1 - t, t) }
        return (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
    }

    private func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
