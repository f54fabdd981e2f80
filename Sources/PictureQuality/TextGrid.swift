import Platform

/// A character of a terminal with the colours it is shown in.
package struct TextCell: Sendable, Equatable {
    /// The character.
    package let glyph: Unicode.Scalar
    /// The colour of what the character covers.
    package let foreground: RGBColor
    /// The colour of the rest of the cell.
    package let background: RGBColor

    /// A cell, white on black unless told otherwise.
    package init(
        _ glyph: Unicode.Scalar, foreground: RGBColor = .white, background: RGBColor = .black
    ) {
        self.glyph = glyph
        self.foreground = foreground
        self.background = background
    }
}

/// What a terminal shows: cells, `[rows, columns]`.
package struct TextGrid: Sendable, Equatable {
    /// Cells in a row.
    package let columns: Int
    /// Rows.
    package let rows: Int
    /// The cells, from the upper left, row by row.
    package let cells: [TextCell]

    /// A grid of `cells` in rows of `columns`.
    package init(columns: Int, rows: Int, cells: [TextCell]) {
        require(
            columns > 0 && rows > 0 && cells.count == columns * rows,
            "a grid of \(columns)x\(rows) cells cannot have \(cells.count)")
        self.columns = columns
        self.rows = rows
        self.cells = cells
    }
}
