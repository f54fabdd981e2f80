/// What the dots of a braille pattern look like; fonts differ much.
package enum BrailleDots: String, Sendable, CaseIterable {
    /// Round dots with space between them, as most fonts have: all eight cover 20 % of the cell.
    ///
    /// Their centres are at 0.3 and 0.7 of the cell's width and 0.19, 0.43, 0.67 and 0.90 of its
    /// height, as in DejaVu Sans. The diameter is 0.252 widths; squares of 0.2 widths in a cell of
    /// the proportions of DejaVu Sans, which it draws, cover as much.
    case font
    /// What chafa takes them for: two of eight columns and all of the height, 50 % of the cell.
    case chafa
    /// Blocks that leave nothing out: 2×4 of them fill the cell.
    case block

    /// The coverage of the cell by the dots in `pattern`, whose bits are those of U+2800 and up.
    func mask(of pattern: UInt8) -> CellMask {
        var mask = CellMask()
        for bit in 0..<8 where pattern >> bit & 1 == 1 {
            // Dots 1, 2, 3 run down the left, 4, 5, 6 down the right; 7 and 8 are below them.
            let column = bit < 6 ? bit / 3 : bit - 6
            let row = bit < 6 ? bit % 3 : 3
            let (left, top) = (Double(column) * 4, Double(row) * 4)
            switch self {
            case .font:
                mask.addDisc(
                    x: column == 0 ? 2.4 : 5.6, y: [3.04, 6.88, 10.72, 14.4][row],
                    diameter: 8 * 0.252)
            case .chafa: mask.addRectangle(x: left + 1..<left + 3, y: top..<top + 4)
            case .block: mask.addRectangle(x: left..<left + 4, y: top..<top + 4)
            }
        }
        return mask
    }
}
