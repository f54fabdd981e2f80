extension CellBuffer {
    /// One text per row, with the escape sequences for its colours and styles.
    ///
    /// Only changes are written, and each line ends as it began: in the terminal's own colours.
    ///
    /// - Parameter isTrimmed: whether blanks at the end that show nothing are left out.
    public func lines(isTrimmed: Bool = true) -> [String] {
        (0..<rows).map { row in
            var line = [UInt8]()
            append(row: row, isTrimmed: isTrimmed, to: &line)
            return String(decoding: line, as: UTF8.self)
        }
    }

    /// Appends row `row` in UTF-8, as `lines()` gives it, without an end of line.
    package func append(row: Int, isTrimmed: Bool = true, to line: inout [UInt8]) {
        let start = row * columns
        var end = columns
        while isTrimmed, end > 0, cells[start + end - 1].isInvisible { end -= 1 }
        append(row: row, columns: 0..<end, to: &line) { $0 }
    }

    /// Appends a part of row `row` in UTF-8, which begins and ends in the terminal's own colours.
    ///
    /// - Parameter shown: what to show for a cell.
    @inline(__always)
    package func append(
        row: Int, columns part: Range<Int>, to line: inout [UInt8], _ shown: (Cell) -> Cell
    ) {
        var current = Cell()
        for place in row * columns + part.lowerBound..<row * columns + part.upperBound {
            let cell = shown(cells[place])
            appendChanges(from: &current, to: cell, &line)
            UTF8.encode(cell.glyph)?.forEach { line.append($0) }
        }
        if current.foreground != .standard || current.background != .standard
            || !current.style.isEmpty
        {
            line += "\u{1B}[0m".utf8
        }
    }

    private func appendChanges(from current: inout Cell, to cell: Cell, _ line: inout [UInt8]) {
        let isNewStyle = cell.style != current.style
        // Only a reset turns a style off, and it takes the colours with it.
        let isReset = !cell.style.isSuperset(of: current.style)
        let old = isReset ? Cell() : current
        current = cell
        // A blank shows no foreground, so the one before it is still set.
        if !cell.showsForeground { current.foreground = old.foreground }
        let isNewFront = cell.showsForeground && cell.foreground != old.foreground
        let isNewBack = cell.background != old.background
        guard isReset || isNewStyle || isNewFront || isNewBack else { return }

        line += "\u{1B}[".utf8
        let first = line.count
        func separate() { if line.count > first { line.append(UInt8(ascii: ";")) } }
        if isReset { line.append(UInt8(ascii: "0")) }
        for (style, parameter) in CellStyle.parameters
        where cell.style.contains(style) && !old.style.contains(style) {
            separate()
            line.append(parameter)
        }
        if isNewFront {
            separate()
            cell.foreground.append(to: &line, isBackground: false)
        }
        if isNewBack {
            separate()
            cell.background.append(to: &line, isBackground: true)
        }
        line.append(UInt8(ascii: "m"))
    }
}

extension Cell {
    /// Whether the colour of the glyph makes a difference.
    fileprivate var showsForeground: Bool {
        glyph != " " || style.contains(.underline) || style.contains(.reverse)
    }

    fileprivate var isInvisible: Bool {
        glyph == " " && background == .standard && style.isDisjoint(with: [.underline, .reverse])
    }
}
