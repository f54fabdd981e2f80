import Pictures

// One function per glyph set; each takes a picture with exactly the pixels that its cells have.
extension Picture {
    /// From blank to dense on a dark terminal.
    private static let ramp = Array(" .:-=+*#%@".unicodeScalars)

    /// One character to a pixel.
    func asciiGlyphs() -> GlyphGrid {
        GlyphGrid(columns: width, rows: height) { column, row in
            let level = luma(column, row) * (Picture.ramp.count - 1) + 127
            return GlyphCell(glyph: Picture.ramp[level / 255])
        }
    }

    /// One braille pattern to 2×4 pixels, a dot for each that ordered dithering lights.
    func brailleGlyphs() -> GlyphGrid {
        GlyphGrid(columns: width / 2, rows: height / 4) { column, row in
            // Dots 1, 2, 3, 7 run down the left, 4, 5, 6, 8 down the right.
            var pattern: UInt8 = 0
            for (dot, bits) in [(0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)].enumerated()
            {
                if isLit(column * 2, row * 4 + dot) { pattern |= UInt8(bits.0) }
                if isLit(column * 2 + 1, row * 4 + dot) { pattern |= UInt8(bits.1) }
            }
            // Some fonts draw the empty pattern as eight rings; a space is blank in all.
            let value = UInt32(0x2800) + UInt32(pattern)
            return GlyphCell(glyph: pattern == 0 ? " " : Unicode.Scalar(value) ?? " ")
        }
    }

    /// One half block to 1×2 pixels in the colours of `depth`; dithered where there are none.
    func halfBlockGlyphs(depth: ColorDepth) -> GlyphGrid {
        var previous = GlyphCell(glyph: " ")
        return GlyphGrid(columns: width, rows: height / 2) { column, row in
            guard let upper = color(column, row * 2, depth),
                let lower = color(column, row * 2 + 1, depth)
            else {
                switch (isLit(column, row * 2), isLit(column, row * 2 + 1)) {
                case (true, true): return GlyphCell(glyph: "█")
                case (true, false): return GlyphCell(glyph: "▀")
                case (false, true): return GlyphCell(glyph: "▄")
                case (false, false): return GlyphCell(glyph: " ")
                }
            }
            if column == 0 { previous = GlyphCell(glyph: " ") }
            let cell = GlyphCell.halfBlock(upper, lower, after: previous)
            previous.foreground = cell.foreground ?? previous.foreground
            previous.background = cell.background ?? previous.background
            return cell
        }
    }

    private func color(_ x: Int, _ y: Int, _ depth: ColorDepth) -> TerminalColor? {
        let pixel = (y * width + x) * channels
        let (green, blue) = channels == 3 ? (pixel + 1, pixel + 2) : (pixel, pixel)
        return TerminalColor(pixels[pixel], pixels[green], pixels[blue], depth: depth)
    }

    private func isLit(_ x: Int, _ y: Int) -> Bool { luma(x, y) > bayerThreshold(x, y) }

    /// The brightness of a pixel, 0 to 255, with the weights of BT.709 for red, green and blue.
    private func luma(_ x: Int, _ y: Int) -> Int {
        let pixel = (y * width + x) * channels
        if channels == 1 { return Int(pixels[pixel]) }
        let (red, green, blue) = (pixels[pixel], pixels[pixel + 1], pixels[pixel + 2])
        return (54 * Int(red) + 183 * Int(green) + 19 * Int(blue) + 128) >> 8
    }
}

extension GlyphCell {
    /// A cell with `upper` over `lower` that changes as little as can be of the colours set.
    fileprivate static func halfBlock(
        _ upper: TerminalColor, _ lower: TerminalColor, after previous: GlyphCell
    ) -> GlyphCell {
        if upper == lower {
            return upper == previous.foreground && upper != previous.background
                ? GlyphCell(glyph: "█", foreground: upper)
                : GlyphCell(glyph: " ", background: upper)
        }
        let kept = { (front: TerminalColor, back: TerminalColor) in
            (front == previous.foreground ? 1 : 0) + (back == previous.background ? 1 : 0)
        }
        return kept(lower, upper) > kept(upper, lower)
            ? GlyphCell(glyph: "▄", foreground: lower, background: upper)
            : GlyphCell(glyph: "▀", foreground: upper, background: lower)
    }
}
