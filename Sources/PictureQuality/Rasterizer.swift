package import Pictures
package import Platform

/// Draws cells as pixels, 8×16 to a cell.
///
/// A pixel is `coverage · foreground + (1 − coverage) · background`, in linear light.
package struct Rasterizer: Sendable {
    /// What braille looks like.
    package let dots: BrailleDots

    /// A rasterizer for a font with such braille.
    package init(dots: BrailleDots = .font) { self.dots = dots }

    /// The light of `grid`.
    ///
    /// - Throws: `Failure` (`data`) for a character whose shape is not known.
    package func raster(of grid: TextGrid) throws(Failure) -> LightRaster {
        let (width, height) = (grid.columns * CellMask.width, grid.rows * CellMask.height)
        var planes = [[Float]](
            repeating: [Float](repeating: 0, count: width * height), count: 3)
        var masks = [Unicode.Scalar: CellMask]()
        for (index, cell) in grid.cells.enumerated() {
            let mask: CellMask
            if let known = masks[cell.glyph] {
                mask = known
            } else {
                mask = try GlyphCoverage.mask(of: cell.glyph, dots: dots)
                masks[cell.glyph] = mask
            }
            let left = index % grid.columns * CellMask.width
            let top = index / grid.columns * CellMask.height
            let colors = zip(cell.foreground.light, cell.background.light)
            for (plane, (front, back)) in colors.enumerated() {
                for y in 0..<CellMask.height {
                    let row = (top + y) * width + left
                    for x in 0..<CellMask.width {
                        let coverage = mask.coverage[y * CellMask.width + x]
                        planes[plane][row + x] = back + coverage * (front - back)
                    }
                }
            }
        }
        return LightRaster(width: width, height: height, planes: planes)
    }

    /// What a screen shows of `grid`, as a picture of 8×16 pixels a cell.
    ///
    /// - Throws: `Failure` (`data`) for a character whose shape is not known.
    package func picture(of grid: TextGrid) throws(Failure) -> Picture {
        try raster(of: grid).picture
    }
}
