/// A point of a plot, in the units of its axes.
public struct PlotPoint: Sendable, Hashable {
    /// Along the horizontal axis.
    public var x: Double
    /// Along the vertical axis, upwards.
    public var y: Double

    /// A point; one with a coordinate that is not finite, or beyond ±10³⁰⁰, is not drawn.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
