import Pictures
import Platform

/// Where pictures that a model makes go: to the terminal, or to a PNG file.
enum PictureOutput {
    /// To the PNG file at this path.
    case file(String)
    /// To the terminal.
    case screen(PictureScreen)

    /// Refuses a path that no PNG can have, and flags that cannot be, before any work is done.
    ///
    /// - Parameters:
    ///   - path: the file, or nil for the terminal.
    ///   - other: the ending of what the verb writes besides.
    init(
        path: String?, drawing: PictureOptions, orElse other: String? = nil
    ) throws(Failure) {
        guard let path else {
            self = .screen(try drawing.screen())
            return
        }
        guard path.lowercased().hasSuffix(".png") else {
            throw Failure(
                .usage,
                other.map { "only PNG pictures and \($0) files can be written" }
                    ?? "only PNG pictures can be written",
                at: path,
                remedy: "name a file that ends in .png" + (other.map { " or \($0)" } ?? ""))
        }
        try drawing.requireNone()
        self = .file(path)
    }

    /// Shows columns of pictures (each top to bottom) side by side.
    ///
    /// Single pictures make a square, or rows of `perRow`. A file has neither the title above them
    /// nor the captions.
    func show(
        _ stacks: [[Picture]], title: String, captions: [String], perRow: Int? = nil
    ) throws(Failure) {
        switch self {
        case .screen(let screen):
            try screen.show(line: title)
            try screen.show(stacks, captions: captions, perRow: perRow)
        case .file(let path):
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
}
