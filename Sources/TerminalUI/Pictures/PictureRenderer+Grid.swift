public import Pictures
import Platform

extension PictureRenderer {
    /// The lines that show `pictures` side by side in rows that fit `columns`.
    ///
    /// See `grid(stacks:captions:columns:perRow:)`, which this is for stacks of one.
    public func grid(
        _ pictures: [Picture], captions: [String] = [], columns: Int, perRow: Int? = nil
    ) -> [String] {
        grid(stacks: pictures.map { [$0] }, captions: captions, columns: columns, perRow: perRow)
    }

    /// The lines that show `stacks` of pictures side by side in rows that fit `columns`.
    ///
    /// A stack is drawn downwards, for instance an original over its reconstruction, with its
    /// caption under it, cut to its width. All pictures have one size, stacks one height.
    /// A picture gets a cell for two pixels across. If `perRow` stacks are wanted in a row, it gets
    /// what room there is: ten fit into 80 columns; where too many are wanted, fewer stand in a
    /// row.
    public func grid(
        stacks: [[Picture]], captions: [String] = [], columns: Int, perRow: Int? = nil
    ) -> [String] {
        guard let first = stacks.first?.first else { return [] }
        require(columns > 0, "a grid needs at least one column, not \(columns)")
        require(
            captions.isEmpty || captions.count == stacks.count,
            "\(captions.count) captions for \(stacks.count) pictures")
        for (index, stack) in stacks.enumerated() {
            require(
                stack.count == stacks[0].count,
                "stack \(index) has \(stack.count) pictures, the first \(stacks[0].count)")
        }
        let width = pictureColumns(of: first, columns: columns, perRow: perRow)
        let size = size(of: first, columns: width, rows: .max)
        let count = min((columns + 1) / (width + 1), perRow ?? .max)

        var lines = [String]()
        for start in stride(from: 0, to: stacks.count, by: count) {
            let row = start..<min(start + count, stacks.count)
            if start > 0 && captions.isEmpty { lines.append("") }
            for level in 0..<stacks[start].count {
                let drawn = row.map { index in
                    let picture = stacks[index][level]
                    require(
                        picture.width == first.width && picture.height == first.height,
                        "picture \(index) is \(picture.width)x\(picture.height), "
                            + "the first is \(first.width)x\(first.height)")
                    return cells(for: picture, columns: size.columns, rows: size.rows).lines()
                }
                for line in 0..<size.rows { lines.append(joined(drawn.map { $0[line] })) }
            }
            if !captions.isEmpty {
                lines.append(joined(row.map { centered(captions[$0], in: width) }))
            }
        }
        return lines
    }

    private func pictureColumns(of picture: Picture, columns: Int, perRow: Int?) -> Int {
        // Below seven columns little can be told; above one cell per pixel, or per two for
        // braille, nothing is gained.
        guard let perRow else { return min(max((picture.width + 1) / 2, 7), 40, columns) }
        require(perRow > 0, "a row needs at least one picture, not \(perRow)")
        let sharp = (picture.width + glyphs.pixelsAcross - 1) / glyphs.pixelsAcross
        return min(max(min((columns + 1) / perRow - 1, sharp), 7), columns)
    }

    /// Side by side with a space between, without blanks at the end.
    private func joined(_ parts: [String]) -> String {
        var line = parts.joined(separator: " ")
        while line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
        return line
    }

    /// The caption in the middle of `width` characters.
    ///
    /// What a terminal might obey, or an ASCII one cannot show, becomes a question mark.
    private func centered(_ caption: String, in width: Int) -> String {
        let shown = caption.unicodeScalars.prefix(width).map { scalar in
            let isControl = scalar.properties.generalCategory == .control
            return isControl || (glyphs == .ascii && !scalar.isASCII) ? "?" : String(scalar)
        }
        let left = (width - shown.count) / 2
        return String(repeating: " ", count: left) + shown.joined()
            + String(repeating: " ", count: width - shown.count - left)
    }
}
