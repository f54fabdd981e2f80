package import TerminalUI

/// A decoded thing drawn as well as can be, which may take a tenth of a second.
package struct FineDrawing: Sendable, Hashable {
    let decoded: Decoded
    let columns: Int
    let rows: Int
    let renderer: PictureRenderer

    /// The cells of the drawing.
    package func cells(_ rendering: any Rendering) -> CellBuffer {
        rendering.cells(for: decoded, columns: columns, rows: rows, with: renderer)
    }

    /// Whether the coarse drawing is another one.
    var isFinerThanCoarse: Bool { renderer.dither == .still }

    /// What stands in for it: drawn fast, and what does not change stays as it is.
    func coarseCells(_ rendering: any Rendering) -> CellBuffer {
        var coarse = renderer
        if isFinerThanCoarse { coarse.dither = .moving }
        return rendering.cells(for: decoded, columns: columns, rows: rows, with: coarse)
    }
}
