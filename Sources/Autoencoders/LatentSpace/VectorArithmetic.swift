/// Sums of products in double, for the small vectors of a latent space.
extension [Double] {
    /// Σ a b.
    func dot(_ other: [Double]) -> Double {
        indices.reduce(0) { $0 + self[$1] * other[$1] }
    }

    /// a + factor b.
    func adding(_ other: [Double], times factor: Double) -> [Double] {
        indices.map { self[$0] + factor * other[$0] }
    }

    /// factor a.
    func scaled(by factor: Double) -> [Double] { map { factor * $0 } }
}
