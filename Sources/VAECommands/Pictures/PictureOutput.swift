import Pictures
import Platform
import TerminalUI

/// Where pictures go: to the terminal, or to a PNG file.
struct PictureOutput {
    /// The file, or nil for the terminal.
    let path: String?

    /// Refuses a path that no PNG can have, before any work is done; `other` is the ending of what
    /// the verb writes besides.
    init(path: String?, orElse other: String? = nil) throws(Failure) {
        if let path, !path.lowercased().hasSuffix(".png") {
            throw Failure(
                .usage,
                other.map { "only PNG pictures and \($0) files can be written" }
                    ?? "only PNG pictures can be written",
                at: path,
                remedy: "name a file that ends in .png" + (other.map { " or \($0)" } ?? ""))
        }
        self.path = path
    }

    /// Shows columns of pictures (each top to bottom) side by side, with captions.
    ///
    /// Single pictures make a square, or rows of `perRow`.
    func show(
        _ stacks: [[Picture]], captions: [String] = [], perRow: Int? = nil
    ) throws(Failure) {
        guard let path else {
            let terminal = TerminalCapabilities.current()
            let renderer = PictureRenderer(for: terminal)
            try say(
                renderer.grid(
                    stacks: stacks, captions: captions, columns: terminal.columns, perRow: perRow))
            return
        }
        let height = stacks.first?.count ?? 0
        if height == 1 {
            let columns = perRow ?? Int(Double(stacks.count).squareRoot().rounded(.up))
            try PNG.write(.grid(stacks.map { $0[0] }, columns: columns), to: path)
        } else {
            let rows = (0..<height).flatMap { row in stacks.map { $0[row] } }
            try PNG.write(.grid(rows, columns: stacks.count), to: path)
        }
    }
}
