import TerminalUI

/// Where plots go: standard output, with what it can show.
struct PlotOutput {
    /// The characters of a line, at most 100: wider curves are not easier to read.
    let columns: Int
    /// The characters and colours.
    let style: PlotStyle

    /// The place that a terminal, or a pipe or file, of `capabilities` has for plots.
    init(_ capabilities: TerminalCapabilities = .current()) {
        columns = capabilities.isTerminal ? min(capabilities.columns, 100) : 80
        style = PlotStyle(for: capabilities)
    }

    /// The lines of `plot`, `rows` of them.
    func lines(_ plot: some Plot, rows: Int) -> [String] {
        plot.lines(columns: columns, rows: rows, style: style)
    }
}
