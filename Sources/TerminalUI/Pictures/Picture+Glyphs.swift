import Pictures

// One function per glyph set; each takes a picture with exactly the pixels that its cells have.
extension Picture {
    /// From blank to dense on a dark terminal.
    private static let ramp = Array(" .:-=+*#%@".unicodeScalars)

    /// One character to a pixel.
    func asciiGlyphs() -> CellBuffer {
        CellBuffer(columns: width, rows: height) { column, row in
            let level = luma(column, row) * (Picture.ramp.count - 1) + 127
            return Cell(Picture.ramp[level / 255])
        }
    }

    /// One braille pattern to 2×4 pixels, a dot for each that ordered dithering lights.
    func brailleGlyphs() -> CellBuffer {
        CellBuffer(columns: width / 2, rows: height / 4) { column, row in
            // Dots 1, 2, 3, 7 run down the left, 4, 5, 6, 8 down the right.
            var pattern: UInt8 = 0
            for (dot, bits) in [(0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)].enumerated()
            {
                if isLit(column * 2, row * 4 + dot) { pattern |= UInt8(bits.0) }
                if isLit(column * 2 + 1, row * 4 + dot) { pattern |= UInt8(bits.1) }
            }
            // Some fonts draw the empty pattern as eight rings; a space is blank in all.
            let value = UInt32(0x2800) + UInt32(pattern)
            return Cell(pattern == 0 ? " " : Unicode.Scalar(value) ?? " ")
        }
    }

    /// One half block to 1×2 pixels in the colours of `depth`; dithered where there are none.
    func halfBlockGlyphs(depth: ColorDepth) -> CellBuffer {
        var previous = Cell(" ")
        return CellBuffer(columns: width, rows: height / 2) { column, row in
            guard let upper = color(column, row * 2, depth),
                let lower = color(column, row * 2 + 1, depth)
            else {
                switch (isLit(column, row * 2), isLit(column, row * 2 + 1)) {
                case (true, true): return Cell("█")
                case (true, false): return Cell("▀")
                case (false, true): return Cell("▄")
                case (false, false): return Cell(" ")
                }
            }
            if column == 0 { previous = Cell(" ") }
            let cell = Cell.halfBlock(upper, lower, after: previous)
            previous = cell
            return cell
        }
    }

    private func color(_ x: Int, _ y: Int, _ depth: ColorDepth) -> TerminalColor? {
        let pixel = (y * width + x) * channels
        let (green, blue) = channels == 3 ? (pixel + 1, pixel + 2) : (pixel, pixel)
        return TerminalColor.nearest(pixels[pixel], pixels[green], pixels[blue], depth: depth)
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

extension Cell {
    /// A cell with `upper` over `lower` that changes as little as can be of the colours set.
    fileprivate static func halfBlock(
        _ upper: TerminalColor, _ lower: TerminalColor, after previous: Cell
    ) -> Cell {
        if upper == lower {
            return upper == previous.foreground && upper != previous.background
                ? Cell("█", foreground: upper)
                : Cell(" ", background: upper)
        }
        let kept = { (front: TerminalColor, back: TerminalColor) in
            (front == previous.foreground ? 1 : 0) + (back == previous.background ? 1 : 0)
        }
        return kept(lower, upper) > kept(upper, lower)
            ? Cell("▄", foreground: lower, background: upper)
            : Cell("▀", foreground: upper, background: lower)
    }
}

extension CellBuffer {
    init(columns: Int, rows: Int, cell: (_ column: Int, _ row: Int) -> Cell) {
        self.init(columns: columns, rows: rows)
        for row in 0..<rows {
            for column in 0..<columns { self[column, row] = cell(column, row) }
        }
    }
}
extension TerminalColor {
    static func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8, depth: ColorDepth) -> TerminalColor? {
        switch depth {
        case .mono: nil
        case .ansi16: .ansi(nearestANSI(Int(red), Int(green), Int(blue)))
        case .palette256: .palette(nearestPalette(Int(red), Int(green), Int(blue)))
        case .trueColor: .rgb(red, green, blue)
        }
    }
}
private func square(_ value: Int) -> Int { value * value }

/// The 6×6×6 cube from 16 on or the 24 greys from 232 on, whichever is nearer.
///
/// The first sixteen are left out: every user has others.
private func nearestPalette(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    // The steps of the cube are 0, 95, 135, 175, 215, 255; the greys are 8, 18, … 238.
    func step(_ level: Int) -> Int { level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40 }
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
        square(r - red) + square(g - green) + square(b - blue)
    }
    let (r, g, b) = (step(red), step(green), step(blue))
    let grey = min(max((red + green + blue) / 3 - 3, 0) / 10, 23)
    let greyLevel = 8 + 10 * grey
    let isGreyNearer =
        distance(greyLevel, greyLevel, greyLevel) < distance(level(r), level(g), level(b))
    return UInt8(isGreyNearer ? 232 + grey : 16 + 36 * r + 6 * g + b)
}

/// The nearest of the sixteen as the text mode of a PC has them: 0 or 170, bright 85 or 255.
private func nearestANSI(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    var best = (index: 0, distance: Int.max)
    for index in 0..<16 {
        let base = index < 8 ? 0 : 85
        let distance =
            square(base + (index & 1) * 170 - red) + square(base + (index >> 1 & 1) * 170 - green)
            + square(base + (index >> 2 & 1) * 170 - blue)
        if distance < best.distance { best = (index, distance) }
    }
    return UInt8(best.index)
}
