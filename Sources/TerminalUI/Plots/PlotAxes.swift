/// The two axes of a plot with the values they reach over.
struct PlotAxes: Sendable {
    let x: PlotAxis
    let y: PlotAxis
    /// Nil where there is nothing to show.
    let xScale: AxisScale?
    /// Nil where there is nothing to show.
    let yScale: AxisScale?

    /// Axes that reach over `points` that both can show.
    init(x: PlotAxis, y: PlotAxis, over points: [PlotPoint]) {
        let shown = points.filter {
            AxisScale.shows($0.x, x.scale) && AxisScale.shows($0.y, y.scale)
        }
        self.init(
            x: x, y: y, xScale: AxisScale(shown.lazy.map(\.x), scale: x.scale),
            yScale: AxisScale(shown.lazy.map(\.y), scale: y.scale))
    }

    /// Axes of known reach.
    init(x: PlotAxis, y: PlotAxis, xScale: AxisScale?, yScale: AxisScale?) {
        (self.x, self.y) = (x, y)
        (self.xScale, self.yScale) = (xScale, yScale)
    }
}
