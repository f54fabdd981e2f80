public import Pictures
import Platform

extension PictureRenderer {
    /// How a grid divides the part of a screen that it may take.
    package struct GridLayout: Equatable {
        /// The cells across that each picture may take.
        package let pictureColumns: Int
        /// The rows that each picture may take.
        package let pictureRows: Int
        /// The pictures in a row, with a blank column between them.
        package let perRow: Int
    }

    /// The lines that show `pictures` side by side in rows that fit `columns`.
    ///
    /// See `grid(stacks:captions:columns:rows:perRow:)`, which this is for stacks of one.
    public func grid(
        _ pictures: [Picture], captions: [String] = [], columns: Int, rows: Int = .max,
        perRow: Int? = nil
    ) -> [String] {
        grid(
            stacks: pictures.map { [$0] }, captions: captions, columns: columns, rows: rows,
            perRow: perRow)
    }

    /// The lines that show `stacks` of pictures side by side in rows that fit `columns`.
    ///
    /// A stack is drawn downwards, for instance an original over its reconstruction, with its
    /// caption under it, a scalar to a cell and cut to its width. All stacks have one height. A
    /// picture gets a cell for two pixels across, and at most `rows` rows. If `perRow` stacks are
    /// wanted in a row, it gets what room there is: ten fit into 80 columns; where too many are
    /// wanted, fewer stand in a row. Pictures of several sizes are drawn in boxes that look square.
    public func grid(
        stacks: [[Picture]], captions: [String] = [], columns: Int, rows: Int = .max,
        perRow: Int? = nil
    ) -> [String] {
        require(
            captions.isEmpty || captions.count == stacks.count,
            "\(captions.count) captions for \(stacks.count) pictures")
        let height = stacks.first?.count ?? 0
        for (index, stack) in stacks.enumerated() {
            require(
                stack.count == height,
                "stack \(index) has \(stack.count) pictures, the first \(height)")
        }
        guard
            let layout = gridLayout(
                of: Array(stacks.joined()), columns: columns, rows: rows, perRow: perRow)
        else { return [] }

        var lines = [String]()
        for start in stride(from: 0, to: stacks.count, by: layout.perRow) {
            if start > 0 && captions.isEmpty { lines.append("") }
            let row = start..<min(start + layout.perRow, stacks.count)
            lines += cells(
                ofRow: stacks[row], captions: captions.isEmpty ? [] : captions[row], layout
            ).lines()
        }
        return lines
    }

    /// How a grid of `pictures` is laid out; nil if there are none.
    package func gridLayout(
        of pictures: [Picture], columns: Int, rows: Int = .max, perRow: Int? = nil
    ) -> GridLayout? {
        guard let first = pictures.first else { return nil }
        require(columns > 0, "a grid needs at least one column, not \(columns)")
        let widest = pictures.reduce(0) { max($0, $1.width) }
        let across = pictureColumns(ofWidth: widest, columns: columns, perRow: perRow)
        let down =
            pictures.allSatisfy { $0.size == first.size }
            ? size(of: first, columns: across, rows: rows).rows
            : min(max(across / 2, 1), rows)
        return GridLayout(
            pictureColumns: across, pictureRows: down,
            perRow: min((columns + 1) / (across + 1), perRow ?? .max))
    }

    private func pictureColumns(ofWidth width: Int, columns: Int, perRow: Int?) -> Int {
        // Below seven columns little can be told. Three of 26 fit into 80 columns.
        guard let perRow else { return min(max((width + 1) / 2, 7), 26, columns) }
        require(perRow > 0, "a row needs at least one picture, not \(perRow)")
        // Above one cell per pixel, or per two for braille, nothing is gained.
        let sharp = (width + glyphs.pixelsAcross - 1) / glyphs.pixelsAcross
        return min(max(min((columns + 1) / perRow - 1, sharp), 7), columns)
    }

    /// A row of the grid, each picture in the middle of its place.
    private func cells(
        ofRow stacks: ArraySlice<[Picture]>, captions: ArraySlice<String>, _ layout: GridLayout
    ) -> CellBuffer {
        let (width, height) = (layout.pictureColumns, layout.pictureRows)
        let depth = stacks.first?.count ?? 0
        var row = CellBuffer(
            columns: stacks.count * (width + 1) - 1,
            rows: depth * height + (captions.isEmpty ? 0 : 1))
        for (place, stack) in stacks.enumerated() {
            for (level, picture) in stack.enumerated() {
                let size = size(of: picture, columns: width, rows: height)
                row.draw(
                    cells(for: picture, columns: size.columns, rows: size.rows),
                    column: place * (width + 1) + (width - size.columns) / 2,
                    row: level * height + (height - size.rows) / 2)
            }
        }
        for (place, caption) in captions.enumerated() {
            let shown = caption.unicodeScalars.prefix(width)
            row.write(
                String(shown), column: place * (width + 1) + (width - shown.count) / 2,
                row: depth * height)
        }
        return row
    }
}
