import PictureQuality
import TerminalUI

/// What a program writes that rewrites the cells that changed, and no others.
///
/// It moves the cursor (8 bytes) where the cell to the left has not changed, and sets a colour
/// where it differs from what it wrote last: `CSI m` takes 3 bytes, an index of the palette 8, red,
/// green and blue 16, each the most that it can be.
struct ScreenUpdate {
    /// The cells that it writes.
    private(set) var cells = 0
    /// The bytes that this takes.
    private(set) var bytes = 0

    /// From one screen to another of the same size; from nothing if there was none.
    init(from old: TextGrid? = nil, to new: TextGrid, colors: ColorDepth) {
        let colorBytes = colors == .trueColor ? 16 : colors == .mono ? 0 : 8
        var last = -2
        var (foreground, background): (RGBColor?, RGBColor?)
        for (index, cell) in new.cells.enumerated() where cell != old?.cells[index] {
            if last != index - 1 || index % new.columns == 0 { bytes += 8 }
            let isNewFront = cell.foreground != foreground && cell.glyph != " "
            let isNewBack = cell.background != background && cell.glyph != "█"
            if colors != .mono, isNewFront || isNewBack {
                bytes += 3 + (isNewFront ? colorBytes : 0) + (isNewBack ? colorBytes : 0)
                if isNewFront { foreground = cell.foreground }
                if isNewBack { background = cell.background }
            }
            bytes += String(cell.glyph).utf8.count
            cells += 1
            last = index
        }
    }
}
