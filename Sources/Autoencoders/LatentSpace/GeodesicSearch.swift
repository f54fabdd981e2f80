import Platform
import TensorCore

/// Searches for the curve between two points along which the decoded distribution changes least.
///
/// With points zᵢ on the curve, z₀ and zₙ fixed, what is minimised is
///
///     n Σ ‖φᵢ₊₁ − φᵢ‖² + weight Σ max(0, threshold − log q(zᵢ))
///
/// The first term is the energy of the curve, which is least for the shortest one at even speed
/// (Arvanitidis et al., "Latent space oddity", 2018). The second keeps it where data is: a decoder
/// has seen nothing elsewhere, so its changes mean nothing there.
public struct GeodesicSearch: Sendable {
    /// The most times that a curve is moved.
    public static let iterationLimit = 100

    private let geometry: DecoderGeometry
    private let density: AggregateDensity?
    private let steps: Int
    private let weight: Double
    private let threshold: Double

    /// A search for curves of `steps` steps.
    ///
    /// - Parameters:
    ///   - density: what keeps curves near the data; the threshold is the fifth percentile of
    ///     log q of its held-out examples. Nothing does where it is nil.
    ///   - densityWeight: what a nat below the threshold costs, in units of squared change. With 5,
    ///     curves of a convolutional decoder of Fashion-MNIST, whose energies are in the thousands,
    ///     stay at the threshold or just below it.
    /// - Precondition: `steps` ≥ 1, `densityWeight` ≥ 0, and `density` has the decoder's latents.
    public init(
        geometry: DecoderGeometry, density: AggregateDensity? = nil, steps: Int = 16,
        densityWeight: Double = 5
    ) {
        require(
            steps >= 1 && densityWeight >= 0,
            "GeodesicSearch: \(steps) steps, weight \(densityWeight)")
        let latents = geometry.latentDimensions
        require(
            density.map { $0.latentDimensions == latents } ?? true,
            "GeodesicSearch: a density of \(density?.latentDimensions ?? 0) latents, "
                + "a decoder of \(latents)")
        self.geometry = geometry
        self.density = density
        self.steps = steps
        weight = densityWeight
        threshold = density?.reference.quantile(0.05) ?? 0
    }

    /// The best curve found from `start` to `end`; nil where `isCancelled` says so.
    ///
    /// It begins with the better of the straight line and the arc, by the same measure, and is
    /// never worse than it. At the end the points are put where all steps change the picture as
    /// much, unless that would make it worse.
    ///
    /// - Parameters:
    ///   - isCancelled: asked before each iteration.
    ///   - progress: told the share of the iterations done, in [0, 1].
    /// - Precondition: both points have as many latents as the decoder.
    public func path(
        from start: [Float], to end: [Float], isCancelled: () -> Bool = { false },
        progress: (Double) -> Void = { _ in }
    ) -> GeodesicPath? {
        require(
            start.count == geometry.latentDimensions && end.count == start.count,
            "GeodesicSearch: points of \(start.count) and \(end.count) latents, "
                + "not \(geometry.latentDimensions)")
        let candidates = LatentPath.allCases.map { way in
            (way, evaluate(elements(along: way, from: start, to: end)))
        }
        guard let first = candidates.min(by: { $0.1.measure < $1.1.measure }) else { return nil }
        guard
            let (best, iterations) = minimized(
                first.1, distance: zip(start, end).map { Double($0 - $1) }, isCancelled, progress)
        else { return nil }
        let even = evened(best)
        let result = even.measure <= first.1.measure ? even : best
        let points = result.points(latents: start.count)
        progress(1)
        return GeodesicPath(
            points: points, changes: result.changes, measure: result.measure, start: first.0,
            startMeasure: first.1.measure,
            lowestDensityPercentile: density.flatMap { density in
                points.map { density.percentile($0) }.min()
            },
            iterations: iterations)
    }

    /// A curve, and what is known of it.
    private struct Curve {
        /// `[steps + 1, latentDimensions]`, in double so that small moves are not lost.
        let elements: [Double]
        let measure: Double
        /// By the elements; 0 at both ends, which stay.
        let gradient: [Double]
        let changes: [Double]

        func points(latents: Int) -> [[Float]] {
            stride(from: 0, to: elements.count, by: latents).map { start in
                elements[start..<start + latents].map { Float($0) }
            }
        }
    }

    private func elements(
        along way: LatentPath, from start: [Float], to end: [Float]
    ) -> [Double] {
        (0...steps).flatMap { step in
            way.point(at: Double(step) / Double(steps), from: start, to: end).map { Double($0) }
        }
    }

    private func evaluate(_ elements: [Double]) -> Curve {
        let latents = elements.count / (steps + 1)
        let points = Tensor(elements.map { Float($0) }, shape: [steps + 1, latents])
        let energy = geometry.energy(of: points)
        var measure = energy.value
        var gradient = energy.gradient.elements.map { Double($0) }
        for place in 0...steps {
            let range = place * latents..<(place + 1) * latents
            if place == 0 || place == steps {
                gradient.replaceSubrange(range, with: repeatElement(0, count: latents))
            } else if let density {
                let (value, slope) = density.logDensityAndGradient(points.row(place).elements)
                guard value < threshold else { continue }
                measure += weight * (threshold - value)
                for (index, slope) in zip(range, slope) { gradient[index] -= weight * slope }
            }
        }
        return Curve(
            elements: elements, measure: measure, gradient: gradient, changes: energy.changes)
    }

    /// The curve moved downhill until that gains no more, by L-BFGS with a backtracking line
    /// search.
    private func minimized(
        _ first: Curve, distance: [Double], _ isCancelled: () -> Bool, _ progress: (Double) -> Void
    ) -> (curve: Curve, iterations: Int)? {
        // As if the whole of the curve's change were spread evenly over the way between the ends.
        let guess = distance.dot(distance) / (2 * Double(steps) * first.measure)
        var (curve, iterations) = (first, 0)
        var descent = LimitedMemoryBFGS()
        while iterations < GeodesicSearch.iterationLimit {
            if isCancelled() { return nil }
            let direction = descent.direction(curve.gradient) { smoothed($0).scaled(by: guess) }
            guard let next = searched(curve, along: direction) else {
                if descent.isEmpty { break }
                descent.reset()
                continue
            }
            let gain = curve.measure - next.measure
            descent.add(
                move: next.elements.adding(curve.elements, times: -1),
                gradientChange: next.gradient.adding(curve.gradient, times: -1))
            curve = next
            iterations += 1
            progress(Double(iterations) / Double(GeodesicSearch.iterationLimit))
            if gain < 1e-4 * curve.measure { break }
        }
        return (curve, iterations)
    }

    /// The first curve on the way along `direction` that is enough better, steps being halved.
    /// (Armijo, 1966.)
    private func searched(_ curve: Curve, along direction: [Double]) -> Curve? {
        let slope = curve.gradient.dot(direction)
        guard slope < 0 else { return nil }
        var length = 1.0
        for _ in 0..<12 {
            let next = evaluate(curve.elements.adding(direction, times: length))
            if next.measure <= curve.measure + 1e-4 * length * slope { return next }
            length /= 2
        }
        return nil
    }

    /// `vector`, `[steps + 1, latents]`, multiplied along the curve by the inverse of the second
    /// difference, which is how the energy's Hessian couples the points: moves are smooth, and as
    /// few are needed for many points as for few.
    private func smoothed(_ vector: [Double]) -> [Double] {
        let latents = vector.count / (steps + 1)
        var result = [Double](repeating: 0, count: vector.count)
        for i in 1..<max(steps, 1) {
            for j in 1..<steps {
                let entry = Double(min(i, j) * (steps - max(i, j))) / Double(steps)
                for latent in 0..<latents {
                    result[i * latents + latent] += entry * vector[j * latents + latent]
                }
            }
        }
        return result
    }

    /// The curve with its points where each step changes as much, found by going along it a few
    /// times, because between its points it is only roughly straight.
    private func evened(_ curve: Curve) -> Curve {
        var curve = curve
        for _ in 0..<4 {
            let total = curve.changes.reduce(0, +)
            guard total > 0, total.isFinite else { return curve }
            let latents = curve.elements.count / (steps + 1)
            var elements = curve.elements
            var (step, before) = (0, 0.0)
            for place in 1..<max(steps, 1) {
                let target = total * Double(place) / Double(steps)
                while step < steps - 1, before + curve.changes[step] < target {
                    before += curve.changes[step]
                    step += 1
                }
                let t = (target - before) / max(curve.changes[step], .leastNormalMagnitude)
                for latent in 0..<latents {
                    let (a, b) = (step * latents + latent, (step + 1) * latents + latent)
                    elements[place * latents + latent] =
                        (1 - t) * curve.elements[a] + t * curve.elements[b]
                }
            }
            curve = evaluate(elements)
        }
        return curve
    }
}
