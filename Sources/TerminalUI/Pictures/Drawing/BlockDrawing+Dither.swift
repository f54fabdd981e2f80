extension BlockDrawing {
    /// The cells with colours from the palette, which `dither` mixes.
    func cells(dither: Dither) -> CellBuffer {
        if palette == .trueColor || dither == .none { return cells() }
        switch dither {
        case .none: return cells()
        case .ordered: return cells(thresholds: .bayer)
        case .blueNoise: return cells(thresholds: .blueNoise)
        case .floydSteinberg: return diffusedCells()
        case .search:
            var search = PaletteSearch(self)
            search.improve()
            return search.cells()
        }
    }

    /// Each channel of each colour is rounded up or down by a threshold of its place.
    private func cells(thresholds mask: ThresholdMask) -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        func matched(_ light: SIMD3<Float>, _ x: Int, _ y: Int) -> TerminalColor {
            // Far apart in the mask, so that the channels do not go up and down together.
            let thresholds = SIMD3(mask[x, y], mask[x + 21, y + 11], mask[x + 43, y + 37])
            return palette.dithered(encoded: light.encoded, thresholds: thresholds).color
        }
        for place in choices.indices {
            // The two colours of a cell take thresholds of their own, as if one lay above the
            // other.
            let (x, y) = (place % columns, place / columns * 2)
            let background = matched(backgrounds[place], x, y + 1)
            let foreground =
                choices[place] == 0 ? background : matched(foregrounds[place], x, y)
            buffer.cells[place] = cell(choices[place], foreground, background)
        }
        return buffer
    }

    /// What a cell's light lacks or has too much is shared among the cells not yet drawn.
    private func diffusedCells() -> CellBuffer {
        var buffer = CellBuffer(columns: columns, rows: rows)
        var errors = [SIMD3<Float>](repeating: .zero, count: (rows + 1) * (columns + 2))
        for row in 0..<rows {
            let step = row % 2 == 0 ? 1 : -1
            var column = step == 1 ? 0 : columns - 1
            for _ in 0..<columns {
                let place = row * columns + column
                let here = row * (columns + 2) + column + 1
                let choice = choices[place]
                let front = palette.nearest(foregrounds[place] + errors[here])
                let back = palette.nearest(backgrounds[place] + errors[here])
                buffer.cells[place] = cell(choice, front.color, back.color)
                let area = atlas.areas[choice]
                let missing =
                    errors[here] + area * (foregrounds[place] - front.light)
                    + (1 - area) * (backgrounds[place] - back.light)
                let below = here + columns + 2
                errors[here + step] += missing * (7 / 16)
                errors[below - step] += missing * (3 / 16)
                errors[below] += missing * (5 / 16)
                errors[below + step] += missing * (1 / 16)
                column += step
            }
        }
        return buffer
    }
}
