import Pictures
import Platform
import TerminalUI

/// The part of the terminal, or of the lines of a pipe, that pictures are drawn in, and how.
struct PictureScreen {
    /// What it can show, with the colours that the user wants.
    let terminal: TerminalCapabilities
    /// What draws the pictures.
    let renderer: PictureRenderer
    /// Cells across that may be taken.
    let columns: Int
    /// Rows that a picture may take.
    let rows: Int

    /// Writes a line of text.
    func show(line: String) throws(Failure) { try say(terminal.line(line)) }

    /// Draws a picture as large as it fits.
    func show(_ picture: Picture) throws(Failure) {
        try say(renderer.lines(for: picture, columns: columns, rows: rows))
    }

    /// Draws columns of pictures (each top to bottom) side by side, with captions under them.
    func show(
        _ stacks: [[Picture]], captions: [String] = [], perRow: Int? = nil
    ) throws(Failure) {
        try say(
            renderer.grid(
                stacks: stacks, captions: captions.map { terminal.caption($0) }, columns: columns,
                rows: rows, perRow: perRow))
    }

    /// How many pictures like `picture`, with captions, fill the screen in whole rows.
    func capacity(for picture: Picture, perRow: Int?) -> Int {
        guard
            let layout = renderer.gridLayout(
                of: [picture], columns: columns, rows: rows, perRow: perRow)
        else { return 0 }
        return layout.perRow * max(rows / (layout.pictureRows + 1), 1)
    }
}
