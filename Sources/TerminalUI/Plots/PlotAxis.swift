/// What an axis of a plot means.
public struct PlotAxis: Sendable, Hashable {
    /// How values become places.
    public enum Scale: Sendable, Hashable {
        /// Equal differences have equal lengths.
        case linear
        /// Equal ratios have equal lengths; values that are not positive are not drawn.
        case logarithmic
    }

    /// What is measured, with its unit; may be empty.
    public var title: String
    /// How values become places.
    public var scale: Scale
    /// Whether ticks between whole numbers would make no sense, as for epochs and counts.
    public var isWhole: Bool

    /// An axis; linear, without a title and with any ticks unless told otherwise.
    public init(_ title: String = "", scale: Scale = .linear, isWhole: Bool = false) {
        self.title = title
        self.scale = scale
        self.isWhole = isWhole
    }
}
