/// A figure that can be drawn into any number of cells.
///
/// A plot is a value: it knows its data and nothing of the screen. Where room is short it leaves
/// out its legend, then its titles, then its ticks, and it draws something in a single cell.
public protocol Plot: Sendable {
    /// The plot in exactly `columns` × `rows` cells.
    func cells(columns: Int, rows: Int, style: PlotStyle) -> CellBuffer
}

extension Plot {
    /// The plot as `rows` lines of text of at most `columns` characters.
    ///
    /// The lines hold no escape sequence where `style` has no colours.
    public func lines(columns: Int, rows: Int, style: PlotStyle) -> [String] {
        cells(columns: columns, rows: rows, style: style).lines()
    }
}
