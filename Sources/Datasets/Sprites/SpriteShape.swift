/// The outline of a sprite, as large as it gets, before it is turned.
enum SpriteShape: Int, CaseIterable, Sendable {
    case square, ellipse, heart

    /// Whether the point lies in the shape; x goes to the right, y down, in pixels.
    ///
    /// Turned in any way, every shape stays within 16 pixels of its centre. No boundary passes
    /// through a pixel's centre where rounding could decide.
    func contains(_ x: Double, _ y: Double) -> Bool {
        switch self {
        case .square:
            return abs(x) <= 11.17 && abs(y) <= 11.17
        case .ellipse:
            let (u, v) = (x / 15.87, y / 7.93)
            return u * u + v * v <= 1
        case .heart:
            // (u² + v² - 1)³ ≤ u² v³, upside down, and lowered to be in the middle.
            let (u, v) = (x / 11.83, (1.25 - y) / 11.83)
            let ring = u * u + v * v - 1
            return ring * ring * ring <= u * u * v * v * v
        }
    }
}
