/// A character of a terminal and its colours.
struct GlyphCell: Equatable {
    var glyph: Unicode.Scalar
    /// The colour of the glyph; nil where it makes no difference.
    var foreground: TerminalColor?
    /// The colour behind the glyph; nil where it makes no difference.
    var background: TerminalColor?
}

/// A picture as cells, `[rows, columns]`.
struct GlyphGrid {
    let columns: Int
    let rows: Int
    var cells: [GlyphCell]

    /// A grid whose cells `cell` gives, from the upper left, row by row.
    init(columns: Int, rows: Int, cell: (_ column: Int, _ row: Int) -> GlyphCell) {
        self.columns = columns
        self.rows = rows
        cells = []
        cells.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns { cells.append(cell(column, row)) }
        }
    }

    /// One text per row.
    ///
    /// Only changes of colour are written; a line leaves none set.
    func lines() -> [String] {
        (0..<rows).map { row in
            var line = [UInt8]()
            line.reserveCapacity(columns * 3)
            var foreground: TerminalColor?
            var background: TerminalColor?
            for cell in cells[row * columns..<(row + 1) * columns] {
                let isNewFront = cell.foreground != nil && cell.foreground != foreground
                let isNewBack = cell.background != nil && cell.background != background
                if isNewFront || isNewBack {
                    line += "\u{1B}[".utf8
                    if isNewFront, let color = cell.foreground {
                        color.append(to: &line, isBackground: false)
                        foreground = color
                    }
                    if isNewFront && isNewBack { line.append(UInt8(ascii: ";")) }
                    if isNewBack, let color = cell.background {
                        color.append(to: &line, isBackground: true)
                        background = color
                    }
                    line.append(UInt8(ascii: "m"))
                }
                line += String(cell.glyph).utf8
            }
            if foreground != nil || background != nil { line += "\u{1B}[0m".utf8 }
            return String(decoding: line, as: UTF8.self)
        }
    }
}
