import Pictures
import Platform
import TerminalUI

/// Where pictures go: to the terminal, or to a PNG file.
struct PictureOutput {
    /// The file, or nil for the terminal.
    let path: String?

    /// Refuses a path that no PNG can have, before any work is done.
    init(path: String?) throws(Failure) {
        if let path, !path.lowercased().hasSuffix(".png") {
            throw Failure(
                .usage, "only PNG pictures can be written", at: path,
                remedy: "name a file that ends in .png")
        }
        self.path = path
    }

    /// Shows columns of pictures (each top to bottom) side by side, with captions.
    func show(_ stacks: [[Picture]], captions: [String] = []) throws(Failure) {
        guard let path else {
            let terminal = TerminalCapabilities.current()
            let renderer = PictureRenderer(for: terminal)
            try say(renderer.grid(stacks: stacks, captions: captions, columns: terminal.columns))
            return
        }
        let height = stacks.first?.count ?? 0
        if height == 1 {
            let columns = Int(Double(stacks.count).squareRoot().rounded(.up))
            try PNG.write(.grid(stacks.map { $0[0] }, columns: columns), to: path)
        } else {
            let rows = (0..<height).flatMap { row in stacks.map { $0[row] } }
            try PNG.write(.grid(rows, columns: stacks.count), to: path)
        }
    }
}
